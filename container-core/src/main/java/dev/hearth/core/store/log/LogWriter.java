package dev.hearth.core.store.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.Settlements;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import dev.hearth.core.store.UnknownOutcomeException;
import dev.hearth.core.store.log.LogFiles.UnsyncedException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes the log: takes all that waits, writes it in one piece, syncs once, releases those who wait. Where
 * nobody waits for the disk, it syncs once a second.
 *
 * <p>When a write fails, it fails all that was accepted until then; later commits may succeed. When a sync fails, nothing in
 * flight is known, and nothing more is accepted. Nobody interrupts this thread. Thread-safe.
 */
final class LogWriter {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

    private static final long PATIENCE_SECONDS = 30;
    private static final long SYNC_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** In one piece; what is more is the next one. */
    private static final int LARGEST_BATCH = 8 << 20;

    private final LogFiles files;
    private final Durability durability;
    private final Overlay overlay;
    private final Settlements settlements;
    private final Settling settling;
    private final Consumer<Throwable> fatal;
    private final Thread thread = new Thread(this::run, "hearth-log");

    @GuardedBy("this")
    private ArrayDeque<Frame.Pending> waiting = new ArrayDeque<>();

    /** Whether a batch that was taken is not handed on yet. */
    @GuardedBy("this")
    private boolean writing;

    @GuardedBy("this")
    private long last;

    @GuardedBy("this")
    private boolean closed;

    @GuardedBy("this")
    private @Nullable Throwable broken;

    // the rest is of the thread

    /** All up to this position has reached the disk. */
    private long synced;

    /** The last that was written. */
    private long written;

    private long syncDue;

    LogWriter(
            LogFiles files,
            Durability durability,
            Overlay overlay,
            Settlements settlements,
            Settling settling,
            long last,
            Consumer<Throwable> fatal) {
        this.files = files;
        this.durability = durability;
        this.overlay = overlay;
        this.settlements = settlements;
        this.settling = settling;
        this.last = last;
        this.synced = last;
        this.written = last;
        this.fatal = fatal;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Accepts a commit; returns its position at once.
     *
     * @param seen the latest commit that this one rests on: where that has failed, this one does
     */
    long accept(List<Change> changes, List<Identity> named, long seen) {
        byte[] bytes = LogRecord.encode(changes, named);
        long position;
        Throwable refusal;
        synchronized (this) {
            position = ++last;
            refusal = refusal(seen);
            if (refusal == null) {
                LogRecord record = new LogRecord(position, changes, named);
                overlay.add(record);
                waiting.add(new Frame.Pending(record, bytes));
                if (waiting.size() == 1) {
                    notifyAll();
                }
            }
        }
        if (refusal != null) {
            settlements.fail(position, position, refusal);
        }
        return position;
    }

    @GuardedBy("this")
    private @Nullable Throwable refusal(long seen) {
        if (broken != null) {
            return new IOException("the store has stopped after a failed sync; start the container again", broken);
        }
        if (closed) {
            return new IOException("the store is closed");
        }
        if (settlements.hasFailed(seen)) {
            return new IOException("what this call has found could not be written; try again");
        }
        return settling.overfull()
                ? new IOException("the database does not take what the log holds, and the log is as long as it may be;"
                        + " see the server's log for why, and whether the disk is full")
                : null;
    }

    /** @throws IOException if a sync has failed: what is in memory may not be what is on the disk */
    synchronized void requireIntact() throws IOException {
        if (broken != null) {
            throw new IOException("the store has stopped after a failed sync; start the container again", broken);
        }
    }

    private void run() {
        try {
            for (List<Frame.Pending> batch = take(); batch != null; batch = take()) {
                if (!batch.isEmpty()) {
                    write(batch);
                }
                if (synced != written && System.nanoTime() - syncDue >= 0) {
                    sync();
                }
            }
            if (synced != written) {
                sync();
            }
        } catch (UnsyncedException failed) {
            giveUp(new UnknownOutcomeException(String.valueOf(failed.getMessage()), failed));
        } catch (RuntimeException | Error fault) {
            LOG.error("the log's thread failed", fault);
            giveUp(new UnknownOutcomeException("the log's thread failed: " + fault, fault));
        }
    }

    /** What waits, as far as it goes in one piece; nothing when a sync is due, null at the end. */
    private synchronized @Nullable List<Frame.Pending> take() {
        writing = false;
        notifyAll();
        while (waiting.isEmpty()) {
            if (closed) {
                return null;
            }
            long left = synced == written ? 0 : syncDue - System.nanoTime();
            if (left < 0) {
                return List.of();
            }
            pause(left == 0 ? 0 : left / 1_000_000 + 1);
        }
        writing = true;
        List<Frame.Pending> batch = new ArrayList<>(waiting.size());
        for (long bytes = 0; bytes < LARGEST_BATCH && !waiting.isEmpty(); ) {
            Frame.Pending next = waiting.remove();
            batch.add(next);
            bytes += next.bytes().length;
        }
        return batch;
    }

    @GuardedBy("this")
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException nobodyMay) {
            LOG.debug("somebody interrupted the log's thread, which goes on");
        }
    }

    /** Waits, for a bounded time, until what is accepted now is written and handed on to be settled. */
    synchronized void awaitWritten() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean interrupted = false;
        while ((writing || !waiting.isEmpty()) && thread.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                wait(100);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Frame.Pending> batch) throws UnsyncedException {
        try {
            files.append(batch, synced);
        } catch (IOException full) {
            fail(batch, full);
            return;
        }
        if (synced == written) {
            syncDue = System.nanoTime() + SYNC_EVERY_NANOS;
        }
        written = batch.get(batch.size() - 1).record().position();
        if (durability == Durability.POWER) {
            sync();
        }
        settlements.settle(written);
        settling.add(batch);
    }

    private void sync() throws UnsyncedException {
        files.sync();
        synced = written;
    }

    private void fail(List<Frame.Pending> batch, IOException full) {
        List<Frame.Pending> failed = new ArrayList<>(batch);
        synchronized (this) {
            failed.addAll(waiting);
            waiting = new ArrayDeque<>();
            IOException why =
                    new IOException("the log can't be written: " + full.getMessage() + "; is the disk full?", full);
            LOG.warn("{}; {} commits are refused", why.getMessage(), failed.size());
            failed.forEach(each -> overlay.withdraw(each.record()));
            settlements.fail(
                    failed.get(0).record().position(),
                    failed.get(failed.size() - 1).record().position(),
                    why);
        }
    }

    private void giveUp(Throwable unknown) {
        synchronized (this) {
            broken = unknown;
            waiting = new ArrayDeque<>();
            settlements.fail(firstUnsettled(), last, unknown);
        }
        fatal.accept(unknown);
    }

    /** All below it is settled or has failed before; telling those again reaches nobody. */
    private long firstUnsettled() {
        return settlements.settledUpTo() + 1;
    }

    /** Writes what was accepted, and ends the thread. */
    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
