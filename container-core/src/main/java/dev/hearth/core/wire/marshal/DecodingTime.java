package dev.hearth.core.wire.marshal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How long the processor has been at one message: what bounds messages that are small and take long, such as a map whose keys
 * all have one hash. Waiting for the peer does not count.
 *
 * <p>Asked at every object; looks at the clock, which costs half a microsecond, at every {@value #SELDOM}th, and more often the
 * longer a walk through one of them is. Used by one thread. On a virtual thread, whose processor time nobody counts, it goes by the
 * wall.
 */
final class DecodingTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SELDOM = 1024;

    /** About a millisecond's. */
    private static final long STEPS = 1_000_000;

    private final long limitNanos;
    private int every = SELDOM;
    private int asked;
    private boolean started;
    private long start;

    DecodingTime(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** A walk through one of the objects that have come takes so many steps, and may be gone at each question. */
    void longest(long steps) {
        every = (int) Math.max(1, Math.min(SELDOM, STEPS / steps));
    }

    /** Whether it was too long. */
    boolean over() {
        if (++asked < every) {
            return false;
        }
        asked = 0;
        long now = now();
        if (!started) {
            started = true;
            start = now;
        }
        return now - start > limitNanos;
    }

    private static long now() {
        try {
            return THREADS.getCurrentThreadCpuTime();
        } catch (UnsupportedOperationException virtual) {
            return System.nanoTime();
        }
    }
}
