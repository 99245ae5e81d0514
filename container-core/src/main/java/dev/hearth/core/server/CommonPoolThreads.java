package dev.hearth.core.server;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Makes the threads of the JVM's common pool, in which tasks of all deployments run: they have the JDK's class loader, and not
 * that of the container, whose libraries are nobody's business.
 *
 * <p>Made by the JDK, by the name that {@link #use} gives it. Thread-safe.
 */
public final class CommonPoolThreads implements ForkJoinPool.ForkJoinWorkerThreadFactory {

    private static final String FACTORY = "java.util.concurrent.ForkJoinPool.common.threadFactory";

    /** For the JDK. */
    public CommonPoolThreads() {}

    /** Before the first use of the common pool; a factory that the operator has named stays. */
    static void use() {
        if (System.getProperty(FACTORY) == null) {
            System.setProperty(FACTORY, CommonPoolThreads.class.getName());
        }
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = new Worker(pool);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return thread;
    }

    private static final class Worker extends ForkJoinWorkerThread {

        Worker(ForkJoinPool pool) {
            super(pool);
        }
    }
}
