package dev.hearth.benchmarks;

/**
 * Counts durations in buckets that are at most 1/64 wide of what they hold, so a percentile is right to 1.6 %.
 *
 * <p>Recording allocates nothing. Not thread-safe: each client thread has one of its own, added up afterwards.
 */
final class LatencyHistogram {
    private static final int SUB_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    private final long[] counts = new long[(Long.SIZE - SUB_BITS) * SUB_BUCKETS];
    private long total;

    /** Counts one duration in nanoseconds; a negative one as zero. */
    void record(long nanos) {
        counts[bucket(Math.max(0, nanos))]++;
        total++;
    }

    /** Adds all that the other has counted. */
    void add(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    /** How many durations were counted. */
    long total() {
        return total;
    }

    /**
     * The duration in nanoseconds that the given share of all counted ones do not exceed, as the middle of its bucket.
     *
     * @throws IllegalStateException if nothing was counted
     */
    long percentile(double share) {
        if (total == 0) {
            throw new IllegalStateException("no call was counted");
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        int bucket = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[bucket]) {
            bucket++;
        }
        return middle(bucket);
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - SUB_BITS - Long.numberOfLeadingZeros(nanos) - 1);
        return (shift << SUB_BITS) + (int) (nanos >>> shift);
    }

    private static long middle(int bucket) {
        int shift = Math.max(0, (bucket >>> SUB_BITS) - 1);
        long low = (long) (bucket - (shift << SUB_BITS)) << shift;
        return low + (1L << shift) / 2;
    }
}
