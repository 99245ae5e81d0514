package dev.hearth.core.wire.jrmp;

/**
 * What readers note down about a connection for the next of them.
 *
 * <p>Used by the thread that has the connection.
 */
final class ReadNotes {

    private static final int SKIPPED = 7;

    private int skip;
    private int calls;
    private boolean greeted;
    private boolean begun;
    private long discarded;

    /** Whether to wait a moment for the next call. After a wait in vain the next few are left out. */
    boolean worthwhile() {
        if (skip > 0) {
            skip--;
            return false;
        }
        return true;
    }

    void inVain() {
        skip = SKIPPED;
        calls = 0;
    }

    /** Counts a call. */
    void called() {
        calls++;
    }

    /** How many calls came since one was last waited for in vain, whichever threads read them. */
    int calls() {
        return calls;
    }

    /** The greeting is acknowledged. */
    void greet() {
        greeted = true;
    }

    boolean greeted() {
        return greeted;
    }

    /** Whether the message whose first bytes lie in the buffer is counted as begun. */
    boolean begun() {
        return begun;
    }

    void begun(boolean now) {
        begun = now;
    }

    /** Counts bytes that came after the last reply; the sum. */
    long discard(int count) {
        discarded += count;
        return discarded;
    }
}
