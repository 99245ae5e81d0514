package dev.hearth.benchmarks;

/**
 * One uninterrupted stretch of calls to one server.
 *
 * @param timed the calls of the stretch that counts
 * @param elapsedNanos how long that stretch was
 * @param calls how many calls there were, those before the stretch that counts included
 */
record Burst(LatencyHistogram timed, long elapsedNanos, long calls) {}
