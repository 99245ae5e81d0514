package dev.hearth.core.dispatch;

import dev.hearth.api.Threading;
import dev.hearth.core.adapter.Transaction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where chains come into a deployment, or into the container, as its state wants it.
 *
 * <p>While it is held it has a lane, which the operator's chain owns: so calls wait here as they wait for an object, in a
 * bounded queue and without a thread, leave by a deadline or a cancel, and a chain that waits in the middle can be doomed.
 *
 * <p>Whoever was let by is in, also if the state has changed again since; but for a state that refuses, in which nothing may
 * begin. Asked by all threads; changed by one at a time.
 */
final class Intake {

    /** Who owns the lane while it is held; its name says so already. */
    static final String OPERATOR = "the operator";

    private static final String HELD = ", which is held";

    private final String name;
    private final QueueBound bound;
    private final Supplier<Transaction> transactions;
    private volatile IntakeState state = IntakeState.ACTIVE;
    private volatile @Nullable Lane lane;
    private final AtomicInteger queued = new AtomicInteger();

    /**
     * @param name whose it is, for people
     * @param bound how many calls may wait
     * @param transactions gives the operator its chain
     */
    Intake(String name, QueueBound bound, Supplier<Transaction> transactions) {
        this.name = name;
        this.bound = bound;
        this.transactions = transactions;
    }

    /**
     * The lane in which a chain waits that comes now; null if it goes in at once.
     *
     * <p>After a hold there is one until all who waited have been let by, so that nobody overtakes them.
     *
     * @throws ClosedException if it is refused
     */
    @Nullable
    Lane lane() {
        requireNoRefusal();
        return lane;
    }

    /**
     * Looks again, for a chain that has been let by.
     *
     * @throws ClosedException if it is refused
     */
    void requireNoRefusal() {
        switch (state) {
            case DISCARDING ->
                throw new ClosedException("HEARTH-DISCARDED: " + name
                        + " takes no calls now; nothing has run, and the call may be tried again");
            case DRAINING ->
                throw new ClosedException(
                        "HEARTH-DRAINING: " + name
                                + " finishes what runs and takes no new calls; nothing has run, and the call may be tried again");
            default -> {}
        }
    }

    /**
     * Changes the state. Those who waited are let by, or refused, on this thread before it returns; none of them runs on it.
     *
     * @throws IntakeException if the state can't follow the present one
     */
    void become(IntakeState next) throws IntakeException {
        IntakeState former = state;
        if (!former.leadsTo(next)) {
            throw new IntakeException(name + " " + former.words()
                    + (former == next ? " already" : ", and so refuses calls already; 'hearth resume' leads back"));
        }
        if (next == IntakeState.HOLDING) {
            begin();
        } else {
            state = next;
            end();
        }
    }

    private void begin() {
        Chain operator = new Chain(0, false, transactions.get(), OPERATOR);
        Lane held = new Lane(name + HELD);
        held.tryEnter(operator);
        lane = held;
        state = IntakeState.HOLDING;
    }

    private void end() {
        Lane held = lane;
        if (held != null) {
            for (Waiter next = held.letBy(); next != null; next = held.letBy()) {
                next.granted();
            }
            lane = null;
        }
    }

    IntakeState state() {
        return state;
    }

    /** What a call of an object of this policy waits for here: it counts as one that waits for an object. */
    Wanted wanted(Threading policy) {
        return new Wanted() {
            @Override
            public QueueBound.Entry queue() {
                return bound.add(name + HELD, queued, policy);
            }

            @Override
            public QueueBound.Entry queueAgain() {
                return bound.addAgain(queued, policy);
            }
        };
    }

    /** How many calls wait here. */
    int waiting() {
        Lane held = lane;
        return held == null ? 0 : held.waiting();
    }

    @Override
    public String toString() {
        return name;
    }
}
