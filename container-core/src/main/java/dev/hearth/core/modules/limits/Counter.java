package dev.hearth.core.modules.limits;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * What is counted for one key: a bucket of tokens, and calls in progress.
 *
 * <p>A bucket holds {@code burst} tokens and refills by {@code perSecond}; a call takes one. Times are milliseconds of a clock
 * that may be set back; then the bucket refills from the moment to which it was set.
 *
 * <p>Thread-safe: guarded by itself, for some dozen nanoseconds.
 */
final class Counter {

    /** The call is admitted; else after so many milliseconds there will be a token, or one of the others. */
    static final long ADMITTED = 0;

    static final long TOO_MANY_IN_PROGRESS = -1;

    /** The counter counts for another key now: look for the right one again. */
    static final long OTHER_KEY = -2;

    @GuardedBy("this")
    private @Nullable Object key;

    @GuardedBy("this")
    private double tokens;

    @GuardedBy("this")
    private long filledAt;

    @GuardedBy("this")
    private int inProgress;

    synchronized boolean isFor(Object wanted) {
        return key != null && key.equals(wanted);
    }

    /** Begins to count for a key, if nothing is lost by it: no call is in progress, and the bucket is full. */
    synchronized boolean takeOver(Object wanted, Rate rate, long now) {
        if (key != null && (inProgress > 0 || filled(rate, now) < rate.burst())) {
            return false;
        }
        key = wanted;
        tokens = rate.burst();
        filledAt = now;
        return true;
    }

    @GuardedBy("this")
    private double filled(Rate rate, long now) {
        double more = Math.max(0, now - filledAt) * 1e-3 * rate.perSecond();
        return Math.min(rate.burst(), tokens + more);
    }

    /** Counts a call, if it may come. */
    synchronized long admit(Object wanted, Rate rate, long now) {
        if (key == null || !key.equals(wanted)) {
            return OTHER_KEY;
        }
        if (rate.limitsProgress() && inProgress >= rate.inProgress()) {
            return TOO_MANY_IN_PROGRESS;
        }
        if (rate.limitsCalls()) {
            tokens = filled(rate, now);
            filledAt = now;
            if (tokens < 1) {
                return Math.max(1, (long) Math.ceil((1 - tokens) * 1e3 / rate.perSecond()));
            }
            tokens--;
        }
        if (rate.limitsProgress()) {
            inProgress++;
        }
        return ADMITTED;
    }

    /** A call that was admitted is over. */
    synchronized void leave(Rate rate) {
        if (rate.limitsProgress()) {
            if (inProgress <= 0) {
                throw new IllegalStateException("more calls have left than have entered");
            }
            inProgress--;
        }
    }

    /** A call that was admitted does not come after all: another limit refuses it. */
    synchronized void undo(Rate rate) {
        leave(rate);
        if (rate.limitsCalls()) {
            tokens = Math.min(rate.burst(), tokens + 1);
        }
    }

    synchronized int inProgress() {
        return inProgress;
    }
}
