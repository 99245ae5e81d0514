package dev.hearth.core.store.jdbc;

import dev.hearth.core.call.ContainerThreads;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read. Callers wait for them, at most {@link #ANSWER_SECONDS}, and no caller's thread is ever inside the
 * database. How many reads may wait is bounded. Thread-safe.
 */
final class Readers {

    private static final int WAITING = 10_000;
    private static final int ANSWER_SECONDS = 60;

    private final Connections connections;
    private final ThreadPoolExecutor threads;

    Readers(Connections connections) {
        this.connections = connections;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                Connections.READERS,
                Connections.READERS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> ContainerThreads.daemon(task, "hearth-store-reader-" + number.incrementAndGet()));
    }

    <T> T read(String what, Work<T> work) throws IOException {
        Future<T> answer;
        try {
            answer = threads.submit(() -> attempt(work));
        } catch (RejectedExecutionException refused) {
            throw new IOException(what + ": the store is closed, or " + WAITING + " reads wait", refused);
        }
        return Waiting.uninterruptibly(answer, what, ANSWER_SECONDS);
    }

    /** A second attempt with fresh connections: after a failed write, or a restart of the database, the old ones are dead. */
    private <T> T attempt(Work<T> work) throws SQLException, IOException {
        try {
            return once(work);
        } catch (SQLException failed) {
            connections.renew();
            return once(work);
        }
    }

    private <T> T once(Work<T> work) throws SQLException, IOException {
        Connection connection = connections.take();
        try {
            return work.on(connection);
        } finally {
            Connections.giveBack(connection);
        }
    }

    /** Lets the reads that were accepted finish. */
    void close() throws IOException {
        threads.shutdown();
        Waiting.onOwnThread(() -> threads.awaitTermination(ANSWER_SECONDS, TimeUnit.SECONDS), "close", ANSWER_SECONDS);
    }
}
