package dev.hearth.core.testing;

/**
 * How much the tests that look for rare interleavings do: little in the build, more with {@code -Dhearth.stress=100}, or for
 * hours. The profile {@code stress} says a number.
 */
public final class Stress {

    /** How many times as much as in the build. */
    public static final int FACTOR = Integer.getInteger("hearth.stress", 1);

    private Stress() {}

    /** A number of rounds, cases or calls that grows with the factor. */
    public static int times(int inTheBuild) {
        return Math.multiplyExact(inTheBuild, FACTOR);
    }
}
