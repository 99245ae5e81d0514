package dev.hearth.core.wire.marshal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How long the processor has been at one message: what bounds messages that are small and take long, such as a map whose keys
 * all have one hash. Waiting for the peer does not count.
 *
 * <p>Asked at every object; looks at the clock at every {@value #SELDOM}th, which costs half a microsecond, or at each while
 * {@link #closely} was asked for. Used by one thread. On a virtual thread, whose processor time nobody counts, it goes by the
 * wall.
 */
final class DecodingTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SELDOM = 1024;

    private final long limitNanos;
    private int every = SELDOM;
    private int asked;
    private boolean started;
    private long start;

    DecodingTime(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** From now on each object may take long. */
    void closely() {
        every = 1;
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
