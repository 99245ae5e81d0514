package dev.hearth.core.wire.marshal;

/**
 * Whether an attempt is worth while: not where it has failed several times, or seldom.
 *
 * <p>Counts without care for other threads: it saves work, and decides nothing.
 */
final class Habit {

    private static final int FAILED_IN_A_ROW = 4;
    private static final int TRIED_AGAIN = 64;

    private int failed;

    boolean worthWhile() {
        return failed < FAILED_IN_A_ROW || failed++ % TRIED_AGAIN == 0;
    }

    void ended(boolean well) {
        if (well) {
            if (failed != 0) {
                failed = 0;
            }
        } else {
            failed = Math.max(failed + 1, 1);
        }
    }
}
