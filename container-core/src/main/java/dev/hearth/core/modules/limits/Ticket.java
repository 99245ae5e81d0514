package dev.hearth.core.modules.limits;

import org.jspecify.annotations.Nullable;

/** What one call has taken, to be given back when it is over. Used by one thread at a time. */
final class Ticket implements Counters.Seat {

    private final @Nullable Counter[] counters = new Counter[2 * Scope.values().length];
    private final @Nullable Rate[] rates = new Rate[counters.length];
    private int taken;
    private @Nullable Limits admittedBy;

    /** Whether these limits have admitted the call already. */
    boolean isOf(Limits limits) {
        return admittedBy == limits;
    }

    void admittedBy(Limits limits) {
        admittedBy = limits;
    }

    @Override
    public void take(Counter counter, Rate rate) {
        counters[taken] = counter;
        rates[taken] = rate;
        taken++;
    }

    int taken() {
        return taken;
    }

    /** The call does not come after all: what it took since there were so many is as if it never had. */
    void undo(int since) {
        while (taken > since) {
            taken--;
            Counter counter = counters[taken];
            Rate rate = rates[taken];
            if (counter != null && rate != null) {
                counter.undo(rate);
            }
        }
    }

    /** Nothing is to be given back. */
    void forget() {
        taken = 0;
    }

    /** The call is over. */
    void giveBack() {
        while (taken > 0) {
            taken--;
            Counter counter = counters[taken];
            Rate rate = rates[taken];
            if (counter != null && rate != null) {
                counter.leave(rate);
            }
        }
    }
}
