package dev.hearth.core.modules;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the access log.
 *
 * <p>It looks into the ring every few milliseconds while there are calls, and less often while there are none. So no call
 * pays for waking it. What can't be written, because the ring was full, the disk refused or no line could be made of a call,
 * is counted, and a remark in the log says how much as soon as there can be one.
 */
final class AccessLogWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLogWriter.class);
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String REASONS = "the log was not written fast enough, or the server's log says why";

    private final AccessRing ring;
    private final Sink sink;
    private final AccessLines lines;
    private final AtomicLong lostEver = new AtomicLong();
    private final Thread thread;
    private final Queue<CompletableFuture<Void>> reopenings = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    private long lost; // not yet told in the log; this thread's
    private boolean failing;

    AccessLogWriter(AccessRing ring, Sink sink, AccessFormat format) {
        this.ring = ring;
        lines = new AccessLines(format);
        this.sink = sink;
        thread = new Thread(this, "hearth-access-log");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How many lines have been lost since the start; also those that a disk which stands still keeps the log from telling. */
    long lostEver() {
        return lostEver.get() + ring.lost();
    }

    /**
     * Writes what is there and ends the thread.
     *
     * @return whether it ended within the time
     */
    boolean close(long millis) throws InterruptedException {
        closing = true;
        LockSupport.unpark(thread);
        thread.join(millis);
        return !thread.isAlive();
    }

    /**
     * Has the file opened anew, for whoever has moved it away.
     *
     * @return completed by the writer's thread when what came before is in the old file and the new one is open
     */
    CompletableFuture<Void> reopen() {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        reopenings.add(opened);
        LockSupport.unpark(thread);
        return opened;
    }

    @Override
    public void run() {
        while (!closing) {
            LockSupport.parkNanos(this, drain() > 0 ? BUSY_NANOS : IDLE_NANOS);
            reopenIfAsked();
        }
        drain();
        reopenIfAsked();
        try {
            sink.close();
        } catch (IOException e) {
            LOG.warn("The access log could not be closed: {}", e.toString());
        }
    }

    private void reopenIfAsked() {
        for (CompletableFuture<Void> asked = reopenings.poll(); asked != null; asked = reopenings.poll()) {
            drain();
            try {
                sink.reopen();
                asked.complete(null);
            } catch (IOException e) {
                asked.completeExceptionally(e);
            }
        }
    }

    /** Writes what is in the ring, one round of it at most, and then what was lost. */
    private int drain() {
        long epochMinusNano = System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        int drained = 0;
        for (AccessRing.Slot call = ring.peek(); call != null && drained < ring.capacity(); call = ring.peek()) {
            append(call, epochMinusNano + TimeUnit.NANOSECONDS.toMillis(call.startNanos));
            ring.release();
            drained++;
            if (lines.full()) {
                flush(0);
            }
        }
        countLost(ring.takeLost());
        if (lost > 0) {
            lines.remark(System.currentTimeMillis(), lost + " lines lost: " + REASONS);
        }
        flush(lost);
        return drained;
    }

    /** A line that can't be made is lost, and those after it are not. */
    private void append(AccessRing.Slot call, long epochMillis) {
        try {
            lines.append(call, epochMillis);
        } catch (RuntimeException | Error unfit) {
            countLost(1);
            LOG.error("The access log has no line for call {}", call.id, unfit);
        }
    }

    private void countLost(long more) {
        lost += more;
        lostEver.addAndGet(more);
    }

    /**
     * Writes the lines.
     *
     * @param told how many lost lines a remark among them speaks of
     */
    private void flush(long told) {
        if (lines.length() == 0) {
            return;
        }
        try {
            sink.write(lines.bytes(), lines.length());
            lost -= told;
            if (failing) {
                failing = false;
                LOG.info("The access log can be written again");
            }
        } catch (IOException | RuntimeException e) {
            countLost(lines.lines());
            if (!failing) {
                failing = true;
                LOG.warn("The access log can't be written, calls go on without it: {}", e.toString());
            }
        } finally {
            lines.clear();
        }
    }

    /** Where the lines go. Used by the writer's thread alone; may block it, for then only lines are lost. */
    interface Sink {

        /** Appends the first bytes of the array, which end with a line's end. */
        void write(byte[] bytes, int length) throws IOException;

        /** Goes on where a file of the same name is now. */
        void reopen() throws IOException;

        void close() throws IOException;
    }
}
