package dev.hearth.benchmarks;

import java.time.Duration;

/**
 * What one stretch of calls to one server came to.
 *
 * @param callsPerSecond of all client threads together
 * @param p50Micros half of the calls took no longer
 * @param p99Micros 99 of 100 calls took no longer
 * @param cpuMicrosPerCall the server process's processor time, user and kernel, for each call
 */
record Slice(double callsPerSecond, double p50Micros, double p99Micros, double cpuMicrosPerCall) {

    static Slice of(LatencyHistogram calls, Duration elapsed, Duration serverCpu) {
        return new Slice(
                calls.total() * 1e9 / elapsed.toNanos(),
                calls.percentile(0.50) / 1e3,
                calls.percentile(0.99) / 1e3,
                serverCpu.toNanos() / 1e3 / calls.total());
    }
}
