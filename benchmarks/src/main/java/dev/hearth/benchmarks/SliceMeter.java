package dev.hearth.benchmarks;

import java.time.Duration;

/**
 * Adds up the bursts of one slice.
 *
 * <p>The server's processor time is read once before the first burst and once after the last, and divided by all calls
 * between, those that are not timed included: the kernel tells it in steps of 10 ms, too coarse for one burst. What the
 * server does between its bursts counts against it.
 */
final class SliceMeter {
    private final Server server;
    private final Duration cpuBefore;
    private final LatencyHistogram timed = new LatencyHistogram();
    private long elapsedNanos;
    private long calls;

    /** Begins a slice now. */
    SliceMeter(Server server) {
        this.server = server;
        this.cpuBefore = server.cpu();
    }

    Server server() {
        return server;
    }

    void add(Burst burst) {
        timed.add(burst.timed());
        elapsedNanos += burst.elapsedNanos();
        calls += burst.calls();
    }

    /**
     * Ends the slice now.
     *
     * @throws IllegalStateException if not one call was timed, or the server has ended
     */
    Slice finish() {
        Duration cpu = server.cpu().minus(cpuBefore);
        return new Slice(
                timed.total() * 1e9 / elapsedNanos,
                timed.percentile(0.50) / 1e3,
                timed.percentile(0.99) / 1e3,
                cpu.toNanos() / 1e3 / calls);
    }
}
