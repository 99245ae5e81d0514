package dev.hearth.core.store.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.Settlements;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.UnknownOutcomeException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes: takes all that waits, commits it as one transaction, syncs, and releases those who wait.
 *
 * <p>A batch that can't be written fails, and with it all that was accepted meanwhile, since it may build on it; later
 * ones may succeed. When a sync fails, or it can't be found out whether a transaction happened, nothing in flight is
 * known: all of it fails with {@link UnknownOutcomeException}, the writer ends, and the listener is told once.
 *
 * <p>Thread-safe. The thread is this class's own; nobody interrupts it.
 */
final class GroupWriter {

    private static final long SYNC_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FOREVER_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int ANSWER_SECONDS = 60;

    private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

    private final WriteQueue queue = new WriteQueue();
    private final Thread thread = new Thread(this::run, "hearth-store-writer");
    private final Transactions transactions;
    private final Durability durability;
    private final Settlements settlements;
    private final Consumer<Throwable> fatal;

    private WriteQueue.Batch inHand = new WriteQueue.Batch(List.of(), 0);
    private long settledUpTo;
    private boolean unsynced;
    private long syncDue;
    private volatile boolean stopped;

    /** @param fatal told once, on a thread of its own, when the outcome of commits is unknown */
    GroupWriter(Transactions transactions, Durability durability, Settlements settlements, Consumer<Throwable> fatal) {
        this.transactions = transactions;
        this.durability = durability;
        this.settlements = settlements;
        this.fatal = fatal;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    long commit(List<Change> changes, long seen) {
        WriteQueue.Ticket ticket = queue.add(new Entry.Commit(changes), seen);
        if (ticket.admission() != WriteQueue.Admission.ACCEPTED) {
            settlements.fail(ticket.position(), ticket.position(), refusal(ticket.admission()));
        }
        return ticket.position();
    }

    /** Runs work in the writer's turn and waits until its effect is durable. */
    <T> T request(String what, Work<T> work) throws IOException {
        return request(what, new Entry.Request<>(work, false));
    }

    /** Returns when all that was accepted before has reached the disk. */
    void sync() throws IOException {
        request("syncing", new Entry.Request<>(connection -> true, true));
    }

    @CanIgnoreReturnValue
    private <T> T request(String what, Entry.Request<T> request) throws IOException {
        WriteQueue.Ticket ticket = queue.add(request, 0);
        if (ticket.admission() != WriteQueue.Admission.ACCEPTED) {
            throw refusal(ticket.admission());
        }
        return Waiting.uninterruptibly(request.future(), what, ANSWER_SECONDS);
    }

    private IOException refusal(WriteQueue.Admission admission) {
        if (admission == WriteQueue.Admission.FULL) {
            return new IOException("the disk does not keep up: " + WriteQueue.ENTRIES + " commits or "
                    + (WriteQueue.BYTES >> 20) + " MB have waited for " + WriteQueue.PATIENCE_SECONDS
                    + " s; nothing of this one is kept, try again later");
        }
        if (admission == WriteQueue.Admission.RESTS_ON_FAILED) {
            return new IOException("what this call has found could not be written; try again");
        }
        return new IOException(
                stopped
                        ? "the store has stopped after a failed sync; start the container again"
                        : "the store is closed");
    }

    /** Whether all that is visible to readers is settled. */
    boolean isIdle() {
        return queue.isIdle();
    }

    /** The last commit of those that readers may see before they are settled; 0 if there is none. */
    long unsettledUpTo() {
        return queue.unsettledUpTo();
    }

    /** Settles what was accepted, and ends the thread. */
    void close() throws IOException {
        queue.close();
        Waiting.onOwnThread(
                () -> {
                    thread.join();
                    return true;
                },
                "close",
                ANSWER_SECONDS);
    }

    private void run() {
        try {
            for (WriteQueue.Batch next = take(); next != null; next = take()) {
                inHand = next;
                write(next);
                syncIfDue();
            }
            if (unsynced) {
                transactions.sync();
            }
        } catch (UnknownOutcomeException unknown) {
            stop(unknown);
        } catch (RuntimeException | Error fault) {
            stop(new UnknownOutcomeException("the store's writer failed: " + fault, fault));
        }
    }

    private WriteQueue.@Nullable Batch take() {
        return queue.take(unsynced ? syncDue - System.nanoTime() : FOREVER_NANOS);
    }

    private void write(WriteQueue.Batch batch) throws UnknownOutcomeException {
        if (batch.entries().isEmpty()) {
            return;
        }
        boolean synced =
                durability == Durability.POWER || requestsOf(batch).stream().anyMatch(Entry.Request::synced);
        try {
            transactions.commit(batch.entries(), synced);
        } catch (UnknownOutcomeException unknown) {
            throw unknown;
        } catch (IOException | SQLException failed) {
            fail(batch, failed);
            return;
        }
        if (synced) {
            unsynced = false;
        } else if (!unsynced) {
            unsynced = true;
            syncDue = System.nanoTime() + SYNC_EVERY_NANOS;
        }
        settledUpTo = batch.upTo();
        settlements.settle(settledUpTo);
        requestsOf(batch).forEach(Entry.Request::succeed);
    }

    /** H2 may overwrite what is old enough, so what took its place must have reached the disk by then. */
    private void syncIfDue() throws UnknownOutcomeException {
        if (unsynced && System.nanoTime() - syncDue >= 0) {
            unsynced = false;
            transactions.sync();
        }
    }

    private void fail(WriteQueue.Batch batch, Exception cause) {
        IOException told = new IOException(
                "the state can't be written: " + cause.getMessage()
                        + "; nothing of this change is kept. Check the disk's free space and the database; later calls may"
                        + " succeed",
                cause);
        WriteQueue.Batch meanwhile = queue.drainFailed(settledUpTo + 1);
        log.error("a batch of {} commits can't be written", batch.entries().size(), cause);
        failAll(batch, meanwhile, told);
    }

    private void stop(UnknownOutcomeException unknown) {
        stopped = true;
        queue.close();
        log.error("the store stops: {}", unknown.getMessage(), unknown);
        failAll(inHand, queue.drain(), unknown);
        Thread teller = new Thread(() -> fatal.accept(unknown), "hearth-store-fatal");
        teller.setDaemon(true);
        teller.start();
    }

    private void failAll(WriteQueue.Batch batch, WriteQueue.Batch meanwhile, IOException cause) {
        settlements.fail(settledUpTo + 1, meanwhile.upTo(), cause);
        settledUpTo = meanwhile.upTo();
        requestsOf(batch).forEach(request -> request.fail(cause));
        requestsOf(meanwhile).forEach(request -> request.fail(cause));
    }

    private static List<Entry.Request<?>> requestsOf(WriteQueue.Batch batch) {
        List<Entry.Request<?>> requests = new ArrayList<>();
        for (Entry entry : batch.entries()) {
            if (entry instanceof Entry.Request<?> request) {
                requests.add(request);
            }
        }
        return requests;
    }
}
