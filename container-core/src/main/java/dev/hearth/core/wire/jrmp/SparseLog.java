package dev.hearth.core.wire.jrmp;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Log lines about what peers do, at most one in ten seconds; the next line says how many were left out.
 *
 * <p>Thread-safe and without locks: a flood of bad connections costs a counter.
 */
final class SparseLog {

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private final LongSupplier nanos;
    private final AtomicLong next;
    private final AtomicInteger leftOut = new AtomicInteger();

    SparseLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
        this.next = new AtomicLong(nanos.getAsLong());
    }

    void info(String what) {
        long now = nanos.getAsLong();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + INTERVAL)) {
            leftOut.incrementAndGet();
            log.debug("{}", what);
            return;
        }
        int others = leftOut.getAndSet(0);
        if (others == 0) {
            log.info("{}", what);
        } else {
            log.info("{} (and {} like it before)", what, others);
        }
    }
}
