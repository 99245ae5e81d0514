package dev.hearth.core.store.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that brings what the log has into the database, in order, the last state of each object of a batch only.
 *
 * <p>A database that refuses is asked again every second; meanwhile the log grows, up to a bound. Thread-safe.
 */
final class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final int MOST_RECORDS = 200_000;
    private static final long MOST_BYTES = 256L << 20;
    private static final int BATCH = 1_000;
    private static final long PATIENCE_SECONDS = 30;
    private static final long MOST_SECONDS = 300;

    private final StateStore database;
    private final LogFiles files;
    private final Overlay overlay;
    private final Thread thread = new Thread(this::run, "hearth-log-settling");

    @GuardedBy("this")
    private final Deque<LogRecord> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private long waitingBytes;

    @GuardedBy("this")
    private boolean busy;

    @GuardedBy("this")
    private boolean closed;

    /** The position up to which the database has everything. */
    @GuardedBy("this")
    private long settledUpTo;

    /** Whether the thread ended although the database did not take something. */
    @GuardedBy("this")
    private boolean abandoned;

    Settling(StateStore database, LogFiles files, Overlay overlay) {
        this.database = database;
        this.files = files;
        this.overlay = overlay;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized void add(List<LogRecord> records) {
        waiting.addAll(records);
        records.forEach(record -> waitingBytes += bytes(record));
        notifyAll();
    }

    private static long bytes(LogRecord record) {
        long bytes = 0;
        for (Change change : record.changes()) {
            byte[] state = change.state();
            bytes += state == null ? 0 : state.length;
        }
        return bytes;
    }

    synchronized boolean overfull() {
        return waiting.size() >= MOST_RECORDS || waitingBytes >= MOST_BYTES;
    }

    private void run() {
        for (List<LogRecord> batch = take(); !batch.isEmpty(); batch = take()) {
            settle(batch);
        }
    }

    private synchronized List<LogRecord> take() {
        busy = false;
        notifyAll();
        while (waiting.isEmpty() && !closed) {
            pause(0);
        }
        List<LogRecord> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            LogRecord record = waiting.remove();
            waitingBytes -= bytes(record);
            batch.add(record);
        }
        busy = true;
        return batch;
    }

    @GuardedBy("this")
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException nobodyMay) {
            LOG.debug("somebody interrupted the settling of the log, which goes on");
        }
    }

    private void settle(List<LogRecord> batch) {
        while (true) {
            try {
                write(batch);
                break;
            } catch (IOException refused) {
                LOG.warn("the database does not take what the log holds; trying again: {}", refused.getMessage());
                synchronized (this) {
                    if (closed) {
                        abandoned = true;
                        return;
                    }
                    pause(1_000);
                }
            }
        }
        batch.forEach(overlay::remove);
        settledUpTo(batch.get(batch.size() - 1).position());
        try {
            files.settled(batch.get(batch.size() - 1).position());
        } catch (IOException stuck) {
            LOG.warn("a log file that is not needed any more can't be deleted: {}", stuck.getMessage());
        }
    }

    private void write(List<LogRecord> batch) throws IOException {
        Map<Long, Identity> named = new LinkedHashMap<>();
        Map<Long, Change> changes = new LinkedHashMap<>();
        for (LogRecord record : batch) {
            record.named().forEach(identity -> named.put(identity.number(), identity));
            for (Change change : record.changes()) {
                changes.remove(change.number());
                changes.put(change.number(), change);
                named.remove(change.number());
            }
        }
        if (!changes.isEmpty()) {
            await(database.commit(List.copyOf(changes.values())));
        }
        if (!named.isEmpty()) {
            database.identify(List.copyOf(named.values()));
        }
    }

    private void await(long position) throws IOException {
        CompletableFuture<@Nullable Throwable> done = new CompletableFuture<>();
        database.whenSettled(position, done::complete);
        Throwable failure = done.join();
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** Waits, for a bounded time, until the database has all that the log has now. */
    synchronized void awaitSettled() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!(waiting.isEmpty() && !busy) && System.nanoTime() - deadline < 0) {
            pause(100);
        }
    }

    private synchronized void settledUpTo(long position) {
        settledUpTo = position;
        notifyAll();
    }

    /**
     * Waits until the database has everything up to this position of the log.
     *
     * @throws IOException if it has not taken it for long
     */
    synchronized void awaitSettled(long position) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (settledUpTo < position) {
            if (closed || System.nanoTime() - deadline > 0) {
                throw new IOException(
                        closed
                                ? "the store closes"
                                : "the database has not taken what the log holds within " + MOST_SECONDS
                                        + " s; see the server's log for why");
            }
            pause(100);
        }
    }

    /** Settles what is there and ends the thread; false if the database did not take all of it. */
    boolean close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        CompletableFuture<@Nullable Void> ended = CompletableFuture.runAsync(() -> {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException later) {
                    LOG.debug("waiting for the settling goes on");
                }
            }
        });
        try {
            ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("the database did not take all of the log in time; the next start goes on with it");
        }
        synchronized (this) {
            return !abandoned && waiting.isEmpty() && !thread.isAlive();
        }
    }
}
