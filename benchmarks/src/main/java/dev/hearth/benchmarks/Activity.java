package dev.hearth.benchmarks;

import java.util.List;

/**
 * What the active connections of one measurement came to.
 *
 * @param callsPerSecond of all together
 * @param p50Micros half of the calls took no longer
 * @param p99Micros 99 of 100 calls took no longer
 * @param p99First the same of the connections that were opened first, {@value #FIRST} at most
 * @param p99Others the same of the others; as that of all if there are none
 * @param fewest calls/s of the connection that got the fewest answers
 * @param most calls/s of the one that got the most
 */
record Activity(
        double callsPerSecond,
        double p50Micros,
        double p99Micros,
        double p99First,
        double p99Others,
        double fewest,
        double most) {

    /** As many as Hearth gives a thread of its own by default. */
    static final int FIRST = 64;

    static Activity of(List<LatencyHistogram> connections, long elapsedNanos) {
        LatencyHistogram all = sum(connections);
        int first = Math.min(FIRST, connections.size());
        List<LatencyHistogram> others =
                first < connections.size() ? connections.subList(first, connections.size()) : connections;
        double seconds = elapsedNanos / 1e9;
        return new Activity(
                all.total() / seconds,
                all.percentile(0.50) / 1e3,
                all.percentile(0.99) / 1e3,
                sum(connections.subList(0, first)).percentile(0.99) / 1e3,
                sum(others).percentile(0.99) / 1e3,
                connections.stream().mapToLong(LatencyHistogram::total).min().orElse(0) / seconds,
                connections.stream().mapToLong(LatencyHistogram::total).max().orElse(0) / seconds);
    }

    private static LatencyHistogram sum(List<LatencyHistogram> connections) {
        LatencyHistogram sum = new LatencyHistogram();
        connections.forEach(sum::add);
        return sum;
    }
}
