package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Timing;

/** When a call got from one part of its way to the next, by {@link System#nanoTime}; zero where it has not yet. */
final class Moments {

    private long admitted;
    private long entered;
    private long left;

    /** It is admitted, and its arguments are read. */
    void admitted() {
        admitted = System.nanoTime();
    }

    /** Its turn has come. */
    void entered() {
        entered = System.nanoTime();
    }

    /** It is out of its object, and its reply is made. */
    void left() {
        left = System.nanoTime();
    }

    /** Where the time went until now, of a call that came then. */
    Timing since(long startNanos) {
        long now = System.nanoTime();
        long untilAdmitted = admitted == 0 ? now : admitted;
        long untilEntered = entered == 0 ? now : entered;
        long untilLeft = left == 0 ? now : left;
        return new Timing(
                untilAdmitted - startNanos,
                admitted == 0 ? 0 : untilEntered - untilAdmitted,
                entered == 0 ? 0 : untilLeft - untilEntered,
                left == 0 ? 0 : now - untilLeft);
    }
}
