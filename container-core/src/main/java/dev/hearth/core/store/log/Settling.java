package dev.hearth.core.store.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.store.SettledStore;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that brings what the log has into the database, in order, the last state of each object of a batch only.
 *
 * <p>It lets records gather first: an object that changes often is then written once for many changes. When they are too
 * many, new chains are to wait for room. A database that refuses is asked again every second; then nobody waits, and changes
 * beyond the bound are refused. Thread-safe.
 */
final class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    /** From here on new chains wait for room. */
    private static final int MANY_RECORDS = 100_000;

    private static final long MANY_BYTES =
            Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 8);

    /** Here everybody is refused: chains that run may still bring something when new ones wait. */
    private static final int MOST_RECORDS = 2 * MANY_RECORDS;

    private static final long MOST_BYTES = 2 * MANY_BYTES;

    private static final int LITTLE = 1_000;

    /** Of one transaction: as many records as there may be of so many objects. */
    private static final int BATCH_RECORDS = 20_000;

    /** So that who waits for the database's writer, for a block of numbers say, does not wait for long. */
    private static final int BATCH_OBJECTS = 1_000;

    private static final long BATCH_BYTES = 16L << 20;
    /** What an earlier process has left waits until the start is over, which wants the database too. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE_SECONDS = 30;
    private static final long MOST_SECONDS = 300;
    private static final int PER_RECORD = 200;

    private final SettledStore database;
    private final LogFiles files;
    private final Overlay overlay;
    private final Thread thread = new Thread(this::run, "hearth-log-settling");

    @GuardedBy("this")
    private final Deque<LogRecord> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private long waitingBytes;

    @GuardedBy("this")
    private int inHand;

    @GuardedBy("this")
    private List<Runnable> wantRoom = new ArrayList<>();

    /** Whether somebody waits until all is settled. */
    @GuardedBy("this")
    private int hurried;

    @GuardedBy("this")
    private long graceUntil = System.nanoTime();

    @GuardedBy("this")
    private boolean refused;

    private volatile boolean hasRoom = true;

    @GuardedBy("this")
    private boolean closed;

    /** The position up to which the database has everything. */
    @GuardedBy("this")
    private long settledUpTo;

    /** Whether the thread ended although the database did not take something. */
    @GuardedBy("this")
    private boolean abandoned;

    Settling(SettledStore database, LogFiles files, Overlay overlay) {
        this.database = database;
        this.files = files;
        this.overlay = overlay;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(List<Frame.Pending> records) {
        synchronized (this) {
            for (Frame.Pending each : records) {
                waiting.add(each.record());
                waitingBytes += each.bytes().length + PER_RECORD;
            }
            measure();
            if (waiting.size() == records.size() || enough()) {
                notifyAll();
            }
        }
    }

    /** As {@link #add}, for what an earlier process has left. */
    synchronized void addLeft(List<LogRecord> records) {
        for (LogRecord record : records) {
            waiting.add(record);
            waitingBytes += bytes(record);
        }
        graceUntil = System.nanoTime() + GRACE_NANOS;
        measure();
        notifyAll();
    }

    private static long bytes(LogRecord record) {
        long bytes = PER_RECORD;
        for (Change change : record.changes()) {
            byte[] state = change.state();
            bytes += state == null ? 0 : state.length;
        }
        return bytes;
    }

    /** Whether nothing more may be accepted. */
    synchronized boolean overfull() {
        return waiting.size() + inHand >= MOST_RECORDS || waitingBytes >= MOST_BYTES;
    }

    /** Whether the database will have all of it in a moment. */
    synchronized boolean little() {
        return waiting.size() + inHand <= LITTLE && !refused;
    }

    /** Whether chains that have changed nothing yet may begin to; so too where the database refuses, and waiting is in vain. */
    boolean hasRoom() {
        return hasRoom;
    }

    @GuardedBy("this")
    private void measure() {
        hasRoom = (waiting.size() + inHand < MANY_RECORDS && waitingBytes < MANY_BYTES) || refused || closed;
    }

    /** Calls back once when {@link #hasRoom} has become true; at once if it is. */
    void whenRoom(Runnable callback) {
        synchronized (this) {
            if (!hasRoom()) {
                wantRoom.add(callback);
                return;
            }
        }
        callback.run();
    }

    private void tellRoom() {
        List<Runnable> told;
        synchronized (this) {
            if (wantRoom.isEmpty() || !hasRoom()) {
                return;
            }
            told = wantRoom;
            wantRoom = new ArrayList<>();
        }
        told.forEach(Runnable::run);
    }

    private void run() {
        try {
            for (List<LogRecord> batch = take(); !batch.isEmpty(); batch = take()) {
                settle(batch);
            }
        } catch (RuntimeException | Error fault) {
            LOG.error("the log does not reach the database any more; the next start goes on with it", fault);
            synchronized (this) {
                abandoned = true;
            }
            refused(true);
            tellRoom();
        }
    }

    private synchronized List<LogRecord> take() {
        inHand = 0;
        notifyAll();
        while (waiting.isEmpty() && !closed) {
            pause(0);
        }
        for (long left = graceUntil - System.nanoTime(); left > 0 && !closed && hurried == 0; ) {
            pause(left / 1_000_000 + 1);
            left = graceUntil - System.nanoTime();
        }
        long gathered = System.nanoTime() + GATHER_NANOS;
        for (long left = GATHER_NANOS; left > 0 && !enough(); left = gathered - System.nanoTime()) {
            pause(left / 1_000_000 + 1);
        }
        List<LogRecord> batch = removeSome();
        inHand = batch.size();
        return batch;
    }

    @GuardedBy("this")
    private List<LogRecord> removeSome() {
        List<LogRecord> batch = new ArrayList<>();
        Set<Long> objects = new HashSet<>();
        for (long bytes = 0;
                batch.size() < BATCH_RECORDS
                        && objects.size() < BATCH_OBJECTS
                        && bytes < BATCH_BYTES
                        && !waiting.isEmpty(); ) {
            LogRecord record = waiting.remove();
            long size = bytes(record);
            bytes += size;
            waitingBytes = waiting.isEmpty() ? 0 : Math.max(0, waitingBytes - size);
            record.changes().forEach(change -> objects.add(change.number()));
            record.named().forEach(named -> objects.add(named.number()));
            batch.add(record);
        }
        return batch;
    }

    @GuardedBy("this")
    private boolean enough() {
        return closed || hurried > 0 || waiting.size() >= BATCH_RECORDS || waitingBytes >= BATCH_BYTES;
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
        long upTo = batch.get(batch.size() - 1).position();
        while (!written(batch, upTo)) {
            tellRoom();
            synchronized (this) {
                if (closed) {
                    abandoned = true;
                    return;
                }
                pause(1_000);
            }
        }
        overlay.settled(batch);
        synchronized (this) {
            inHand = 0;
            settledUpTo = upTo;
            measure();
            notifyAll();
        }
        tellRoom();
        tidy(upTo);
    }

    private boolean written(List<LogRecord> batch, long upTo) {
        try {
            write(batch, upTo);
            refused(false);
            return true;
        } catch (IOException why) {
            LOG.warn("the database does not take what the log holds; trying again: {}", why.getMessage());
            refused(true);
            return false;
        }
    }

    private synchronized void refused(boolean now) {
        refused = now;
        measure();
    }

    private void write(List<LogRecord> batch, long upTo) throws IOException {
        Map<Long, Identity> named = new LinkedHashMap<>();
        Map<Long, Change> changes = new LinkedHashMap<>();
        long before = 0;
        for (LogRecord record : batch) {
            if (record.changes().stream().anyMatch(change -> byAnother(changes.get(change.number()), change))) {
                database.settle(before, List.copyOf(named.values()), List.copyOf(changes.values()));
                named.clear();
                changes.clear();
            }
            before = record.position();
            record.named().forEach(identity -> named.put(identity.number(), identity));
            for (Change change : record.changes()) {
                changes.put(change.number(), change);
                named.remove(change.number());
            }
        }
        database.settle(upTo, List.copyOf(named.values()), List.copyOf(changes.values()));
    }

    /** Whether the database must see the one before the other: it keeps what the former version of a deployment wrote last. */
    private static boolean byAnother(@Nullable Change before, Change now) {
        return before != null && before.writer() != now.writer();
    }

    /** What can't be tidied now can be later. */
    private void tidy(long upTo) {
        try {
            files.prepareAhead();
            if (files.wouldFree(upTo)) {
                database.sync();
                files.settled(upTo);
            }
        } catch (IOException stuck) {
            LOG.warn("the log's files can't be tidied: {}", stuck.getMessage());
        }
    }

    /** Waits, for a bounded time, until the database has all that the log has now. */
    synchronized void awaitSettled() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        hurried++;
        notifyAll();
        while (!(waiting.isEmpty() && inHand == 0) && thread.isAlive() && System.nanoTime() - deadline < 0) {
            pause(100);
        }
        hurried--;
    }

    /**
     * Waits until the database has everything up to this position of the log.
     *
     * @throws IOException if it has not taken it for long
     */
    synchronized void awaitSettled(long position) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        hurried++;
        notifyAll();
        try {
            awaitUpTo(position, deadline);
        } finally {
            hurried--;
        }
    }

    @GuardedBy("this")
    private void awaitUpTo(long position, long deadline) throws IOException {
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
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean interrupted = false;
        synchronized (this) {
            closed = true;
            measure();
            notifyAll();
        }
        while (thread.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                thread.join(1_000);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        tellRoom();
        synchronized (this) {
            if (thread.isAlive()) {
                LOG.warn("the database did not take all of the log in time; the next start goes on with it");
            }
            return !abandoned && waiting.isEmpty() && !thread.isAlive();
        }
    }
}
