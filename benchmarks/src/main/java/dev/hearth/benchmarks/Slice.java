package dev.hearth.benchmarks;

/**
 * What one slice of calls to one server came to.
 *
 * @param callsPerSecond of all client threads together
 * @param p50Micros half of the calls took no longer
 * @param p99Micros 99 of 100 calls took no longer
 * @param cpuMicrosPerCall the server process's processor time, user and kernel, for each call
 */
record Slice(double callsPerSecond, double p50Micros, double p99Micros, double cpuMicrosPerCall) {}
