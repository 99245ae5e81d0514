package dev.hearth.core.testing;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Searches the interleavings of an object's operations with Lincheck's model checker: each run is decided by the seed of its
 * scenario, and a failure prints the interleaving.
 */
public final class Interleavings {

    private static final int SCENARIOS = 8;
    private static final int RUNS_OF_EACH = 100;
    private static final int MOST_RUNS_OF_EACH = 1_000;

    private Interleavings() {}

    /** Three threads with three operations each, after some that come first. */
    public static ModelCheckingOptions ofThreeThreads() {
        return new ModelCheckingOptions()
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .iterations(Stress.times(SCENARIOS))
                .invocationsPerIteration(Math.min(Stress.times(RUNS_OF_EACH), MOST_RUNS_OF_EACH));
    }
}
