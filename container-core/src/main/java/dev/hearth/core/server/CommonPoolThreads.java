package dev.hearth.core.server;

import dev.hearth.core.hosted.TaskContext;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Makes the threads of the JVM's common pool, in which tasks of all deployments run: their context class loader is that of the
 * deployment whose task runs, or the JDK's, and not that of the container, whose libraries are nobody's business.
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
        return new Worker(pool);
    }

    private static final class Worker extends ForkJoinWorkerThread {

        private final TaskContext context = new TaskContext(ClassLoader.getPlatformClassLoader());

        Worker(ForkJoinPool pool) {
            super(pool);
            // the thread of a task that needs one more has that task's
            super.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        }

        @Override
        public ClassLoader getContextClassLoader() {
            return Thread.currentThread() == this ? context.get() : ClassLoader.getPlatformClassLoader();
        }

        /** By others without effect. */
        @Override
        public void setContextClassLoader(ClassLoader loader) {
            if (Thread.currentThread() == this) {
                context.set(loader);
            }
        }
    }
}
