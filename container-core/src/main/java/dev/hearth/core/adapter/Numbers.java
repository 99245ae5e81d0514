package dev.hearth.core.adapter;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.store.StateStore;
import java.io.IOException;

/** Gives object numbers that nobody was ever given, from blocks that the store reserves. Thread-safe. */
final class Numbers {

    private static final int BLOCK = 4096;

    private final StateStore store;

    @GuardedBy("this")
    private long next;

    @GuardedBy("this")
    private long end;

    @GuardedBy("this")
    private long first;

    Numbers(StateStore store) {
        this.store = store;
    }

    synchronized long next() throws IOException {
        if (next == end) {
            next = store.reserveNumbers(BLOCK);
            end = next + BLOCK;
            first = first == 0 ? next : first;
        }
        return next++;
    }

    /** Whether an earlier run gave this number, so that stubs from then may be out there. */
    synchronized boolean givenBefore(long number) {
        return first == 0 || number < first;
    }
}
