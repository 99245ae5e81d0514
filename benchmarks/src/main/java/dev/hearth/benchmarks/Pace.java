package dev.hearth.benchmarks;

import java.time.Duration;

/**
 * Keeps a series of pairs within its time: says how many bursts the next pair may have.
 *
 * <p>A burst lasts longer than it counts, and much longer where neighbours keep the processors busy. Then the slices get
 * shorter, down to {@value #LEAST} bursts, rather than fewer. Not thread-safe.
 */
final class Pace {
    static final int LEAST = 4;

    private final long beganNanos;
    private final long budgetNanos;
    private final int most;
    private int pairsLeft;
    private long burstsGiven;

    /**
     * Begins now.
     *
     * @param most the bursts of a slice where there is time enough; even, as every answer of {@link #next}
     */
    Pace(long nowNanos, Duration budget, int pairs, int most) {
        this.beganNanos = nowNanos;
        this.budgetNanos = budget.toNanos();
        this.pairsLeft = pairs;
        this.most = most;
    }

    /** How many bursts each slice of the next pair has; the time that those before took tells how many fit. */
    int next(long nowNanos) {
        int bursts = most;
        long spent = nowNanos - beganNanos;
        if (burstsGiven > 0) {
            long share = (budgetNanos - spent) / pairsLeft;
            long fitting = share * burstsGiven / Math.max(1, spent);
            bursts = (int) Math.max(LEAST, Math.min(most, fitting - fitting % 2));
        }
        pairsLeft = Math.max(1, pairsLeft - 1);
        burstsGiven += bursts;
        return bursts;
    }
}
