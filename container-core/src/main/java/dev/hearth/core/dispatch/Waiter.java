package dev.hearth.core.dispatch;

/** A chain in a lane's queue. */
abstract class Waiter {

    private final Chain chain;
    private final Lane lane;
    private final boolean shared;
    private final boolean nested;

    /**
     * @param shared whether the chain would share the lane
     * @param nested whether the chain is running already, and a thread of it waits
     */
    Waiter(Chain chain, Lane lane, boolean shared, boolean nested) {
        this.chain = chain;
        this.lane = lane;
        this.shared = shared;
        this.nested = nested;
    }

    Chain chain() {
        return chain;
    }

    Lane lane() {
        return lane;
    }

    boolean shared() {
        return shared;
    }

    boolean nested() {
        return nested;
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
