package dev.hearth.core.dispatch;

import dev.hearth.core.call.ContainerThreads;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How threads for objects are made: virtual from JDK 24 on, where {@code synchronized} no longer pins the thread that
 * carries them, platform threads before.
 *
 * <p>All are daemons and inherit nothing of the thread that asks for them: that one may be in another object, whose
 * inheritable thread-locals and class loader are none of theirs. What ends a thread against its will is in the log.
 */
final class ThreadKind {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadKind.class);
    private static final int FIRST_WITHOUT_PINNING = 24;

    private final @Nullable Virtual virtual;

    private ThreadKind(@Nullable Virtual virtual) {
        this.virtual = virtual;
    }

    /** {@code Thread.ofVirtual().…unstarted(work)}, found by name since the language level knows none of it. */
    private record Virtual(Method ofVirtual, Method name, Method inherit, Method unstarted) {

        static Virtual find() throws ReflectiveOperationException {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            return new Virtual(
                    Thread.class.getMethod("ofVirtual"),
                    builder.getMethod("name", String.class),
                    builder.getMethod("inheritInheritableThreadLocals", boolean.class),
                    builder.getMethod("unstarted", Runnable.class));
        }

        Thread newThread(String threadName, Runnable work) throws ReflectiveOperationException {
            Object named = name.invoke(ofVirtual.invoke(null), threadName);
            return (Thread) unstarted.invoke(inherit.invoke(named, false), work);
        }
    }

    static ThreadKind platform() {
        return new ThreadKind(null);
    }

    /**
     * Virtual threads where wanted and this JDK has them as we need them.
     *
     * @param carriers how many threads carry them; see {@link Carriers}
     */
    static ThreadKind virtualIf(boolean wanted, int carriers) {
        if (!wanted || Runtime.version().feature() < FIRST_WITHOUT_PINNING) {
            return platform();
        }
        Carriers.set(carriers);
        try {
            return new ThreadKind(Virtual.find());
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("JDK " + Runtime.version() + " has no virtual threads", missing);
        }
    }

    /** Whether the threads are virtual. */
    boolean isVirtual() {
        return virtual != null;
    }

    Thread newThread(String name, Runnable work) {
        Thread thread = virtual == null ? ContainerThreads.daemon(work, name) : newVirtualThread(virtual, name, work);
        thread.setContextClassLoader(ThreadKind.class.getClassLoader());
        thread.setUncaughtExceptionHandler(
                (ended, fault) -> LOG.error("the thread {} ended by what nobody caught", ended.getName(), fault));
        return thread;
    }

    private static Thread newVirtualThread(Virtual virtual, String name, Runnable work) {
        try {
            return virtual.newThread(name, work);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException("no virtual thread", failed);
        }
    }
}
