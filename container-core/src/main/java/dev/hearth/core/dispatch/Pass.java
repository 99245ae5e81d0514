package dev.hearth.core.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * A chain's place in a {@link Gate}, from its turn's begin to its end. Others may have it meanwhile: while the chain waits for
 * another server, and for good once the chain's caller has been answered by a deadline or a cancel. Thread-safe.
 */
final class Pass {

    private enum Place {
        TAKEN,
        /** Another has it until the chain is back from outside. */
        LENT,
        /** Another has it, and the chain goes on without one. */
        FORFEITED,
        /** The turn is over. */
        GIVEN_BACK
    }

    private final Gate gate;

    @GuardedBy("this")
    private Place place = Place.TAKEN;

    @GuardedBy("this")
    private boolean unwanted;

    /** @param gate in which a place has been taken */
    Pass(Gate gate) {
        this.gate = gate;
    }

    /**
     * The chain waits for another server.
     *
     * @return to be run when it waits no longer
     * @throws BusyException if nobody could call in meanwhile, as who is waited for may have to
     */
    Runnable lend() {
        synchronized (this) {
            if (place != Place.TAKEN) {
                return () -> {};
            }
            if (!gate.lend()) {
                return gate.keep();
            }
            place = Place.LENT;
        }
        return this::takeBack;
    }

    private synchronized void takeBack() {
        gate.takeBack();
        place = Place.TAKEN;
        if (unwanted) {
            forfeit();
        }
    }

    /** Nobody waits for the chain any more: its place is for others, as far as {@code threads.overtaken} allows. */
    synchronized void forfeit() {
        unwanted = true;
        if (place == Place.TAKEN && gate.forfeit()) {
            place = Place.FORFEITED;
        }
    }

    /** The turn is over. */
    void giveBack() {
        Place last;
        synchronized (this) {
            last = place;
            place = Place.GIVEN_BACK;
        }
        if (last == Place.FORFEITED) {
            gate.forfeitEnds();
        } else {
            gate.give();
        }
    }
}
