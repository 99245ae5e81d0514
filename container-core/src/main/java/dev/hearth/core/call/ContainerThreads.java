package dev.hearth.core.call;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes the container's own threads, so that nothing of whoever happens to need one clings to them: hosted code may be what
 * runs there, and a thread would keep its thread group, its inheritable thread-locals and, by what the JDK remembers of the
 * stack, its class loader for as long as it lives.
 *
 * <p>Thread-safe.
 */
public final class ContainerThreads {

    /** That of the JVM's own programs: a deployment's program has one below it. */
    private static final ThreadGroup GROUP = group();

    private ContainerThreads() {}

    private static ThreadGroup group() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null && group.getParent().getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** A daemon with the container's class loader, not started. */
    @SuppressWarnings("removal") // until 24 it is what cuts the remembered stack; then nothing is remembered
    public static Thread daemon(Runnable work, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> make(work, name));
    }

    private static Thread make(Runnable work, String name) {
        Thread thread = new Thread(GROUP, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ContainerThreads.class.getClassLoader());
        return thread;
    }
}
