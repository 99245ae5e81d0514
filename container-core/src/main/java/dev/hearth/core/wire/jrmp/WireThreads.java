package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.ContainerThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read and write connections: made on demand, ended after an idle second, daemons named {@code
 * hearth-wire-N}.
 *
 * <p>Has no bound of its own; {@link Residents} and {@link ReadyConnections} bound what they start.
 */
final class WireThreads implements Executor {

    private static final int IDLE_SECONDS = 1;

    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> named(task, "hearth-wire-" + made.incrementAndGet()));

    /** A thread for a part of the endpoint that always runs. */
    static Thread named(Runnable task, String name) {
        return ContainerThreads.daemon(task, name);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Starts nothing more; tasks that run go on. */
    void close() {
        threads.shutdown();
    }
}
