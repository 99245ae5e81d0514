package dev.hearth.core.dispatch;

import org.jspecify.annotations.Nullable;

/** A chain in a lane's queue. */
abstract class Waiter {

    private final Chain chain;
    private final Lane lane;
    private final Wanted object;
    private final boolean nested;

    /** While it is in the queue; guarded by the lane. */
    private QueueBound.@Nullable Entry entry;

    /**
     * @param object is wanted; its lane or another
     * @param nested whether the chain is running already, and a thread of it waits
     */
    Waiter(Chain chain, Lane lane, Wanted object, boolean nested) {
        this.chain = chain;
        this.lane = lane;
        this.object = object;
        this.nested = nested;
    }

    /**
     * It is about to be put into the queue.
     *
     * @throws BusyException if too many are
     */
    void queues() {
        entry = again() ? object.queueAgain() : object.queue();
    }

    void leavesQueue() {
        QueueBound.Entry counted = entry;
        if (counted == null) {
            throw new IllegalStateException(chain + " is not in the queue of " + lane);
        }
        entry = null;
        counted.leave();
    }

    Chain chain() {
        return chain;
    }

    Lane lane() {
        return lane;
    }

    /**
     * Whether the chain would share the lane. Asked with the lane locked when it could be taken, not before: what speaks for
     * sharing, a servant that is there, may be gone after a wait.
     */
    boolean shared() {
        return false;
    }

    boolean nested() {
        return nested;
    }

    /** Whether it may be the first to change something for its chain; one that has begun to is never held up. */
    boolean mayChange() {
        return !chain.readOnly() && !chain.keepsLanes();
    }

    /** Whether the chain may wait at all; if not, it takes the lane at once or is refused. */
    boolean mayWait() {
        return true;
    }

    /** Whether it has waited already, for something else: it is not refused because the queue is full. */
    private boolean again() {
        return !nested && chain.letIn();
    }

    /**
     * Whether the chain can take the lane now. Called with the lane locked; if not, it waits for what it lacks elsewhere,
     * without the lane.
     */
    boolean accept() {
        return true;
    }

    /** The lane is the chain's. Called without locks, by the thread that left the lane. */
    abstract void granted();

    /** The chain is doomed: stop waiting. */
    void wake() {}
}
