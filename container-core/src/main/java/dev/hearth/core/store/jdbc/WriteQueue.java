package dev.hearth.core.store.jdbc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written, in the order of its positions.
 *
 * <p>Bounded by entries and bytes. A full queue makes its callers wait, {@link #PATIENCE_SECONDS} at most: they hold the
 * lanes of what they changed, so waiting here is what keeps the container from running ahead of its disk.
 *
 * <p>Thread-safe; one thread takes.
 */
final class WriteQueue {

    static final int ENTRIES = 10_000;
    static final long BYTES = 64L << 20;
    static final int PATIENCE_SECONDS = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition space = lock.newCondition();

    @GuardedBy("lock")
    private List<Entry> waiting = new ArrayList<>();

    @GuardedBy("lock")
    private long weight;

    @GuardedBy("lock")
    private long lastPosition;

    /** The positions that failed last. */
    @GuardedBy("lock")
    private long failedFrom = 1;

    @GuardedBy("lock")
    private long failedUpTo;

    @GuardedBy("lock")
    private boolean closed;

    @GuardedBy("lock")
    private boolean taken;

    /** What was taken, and the last position that was given before. */
    record Batch(List<Entry> entries, long upTo) {}

    /** The position of an entry, and whether it was taken into the queue. */
    record Ticket(long position, Admission admission) {}

    enum Admission {
        ACCEPTED,
        FULL,
        /** What it rests on has failed. */
        RESTS_ON_FAILED,
        CLOSED
    }

    /** @param seen the latest position that the entry rests on; 0 for none */
    Ticket add(Entry entry, long seen) {
        long size = entry.weight();
        lock.lock();
        try {
            boolean fits = awaitSpace(size);
            long position = ++lastPosition;
            if (closed) {
                return new Ticket(position, Admission.CLOSED);
            }
            if (failedFrom <= seen && seen <= failedUpTo) {
                return new Ticket(position, Admission.RESTS_ON_FAILED);
            }
            if (!fits) {
                return new Ticket(position, Admission.FULL);
            }
            waiting.add(entry);
            weight += size;
            work.signal();
            return new Ticket(position, Admission.ACCEPTED);
        } finally {
            lock.unlock();
        }
    }

    /** An entry that is alone bigger than the bound is taken when nothing else waits. */
    @GuardedBy("lock")
    private boolean awaitSpace(long size) {
        long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean interrupted = false;
        while (isFullFor(size) && !closed && left > 0) {
            long since = System.nanoTime();
            try {
                left = space.awaitNanos(left);
            } catch (InterruptedException later) {
                interrupted = true;
                left -= System.nanoTime() - since;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !isFullFor(size);
    }

    @GuardedBy("lock")
    private boolean isFullFor(long size) {
        return waiting.size() >= ENTRIES || (!waiting.isEmpty() && weight + size > BYTES);
    }

    /**
     * Takes all that waits, and waits for it if there is nothing.
     *
     * @param patienceNanos for how long; an empty batch is the answer after that
     * @return null when the queue is closed and empty
     */
    @Nullable
    Batch take(long patienceNanos) {
        lock.lock();
        try {
            taken = false;
            long left = patienceNanos;
            while (waiting.isEmpty() && !closed && left > 0) {
                try {
                    left = work.awaitNanos(left);
                } catch (InterruptedException ignored) {
                    left = 0; // the writer's loop asks again; what interrupted it has no business here
                }
            }
            if (waiting.isEmpty() && closed) {
                return null;
            }
            taken = !waiting.isEmpty();
            return drain();
        } finally {
            lock.unlock();
        }
    }

    /** Takes all that waits, at once. */
    Batch drain() {
        lock.lock();
        try {
            Batch batch = new Batch(waiting, lastPosition);
            waiting = new ArrayList<>();
            weight = 0;
            space.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes all that waits, at once, since what it rests on has failed. From now on, what rests on any of it is refused.
     *
     * @param from the first position that has failed
     */
    Batch drainFailed(long from) {
        lock.lock();
        try {
            failedFrom = from;
            failedUpTo = lastPosition;
            return drain();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits, and what was taken last is done. */
    boolean isIdle() {
        lock.lock();
        try {
            return waiting.isEmpty() && !taken;
        } finally {
            lock.unlock();
        }
    }

    /** The last position that was given; 0 if nothing waits, and what was taken last is done. */
    long unsettledUpTo() {
        lock.lock();
        try {
            return isIdle() ? 0 : lastPosition;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. What waits can still be taken out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            space.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
