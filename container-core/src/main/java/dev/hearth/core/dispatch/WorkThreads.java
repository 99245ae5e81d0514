package dev.hearth.core.dispatch;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the threads that belong to no object. */
final class WorkThreads {

    private static final long IDLE_SECONDS = 10;

    private WorkThreads() {}

    /** Bounded by the pool's places: whoever gets work here has one. */
    static ThreadPoolExecutor pool() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named("hearth-pool-"));
    }

    /** Platform threads with names that count up. */
    static ThreadFactory named(String prefix) {
        AtomicLong count = new AtomicLong();
        return work -> ThreadKind.platform().newThread(prefix + count.incrementAndGet(), work);
    }

    /** A new thread for each piece of work. */
    static Executor newEach(ThreadKind kind) {
        AtomicLong count = new AtomicLong();
        return work -> kind.newThread("hearth-request-" + count.incrementAndGet(), work)
                .start();
    }
}
