package dev.hearth.core.dispatch;

import dev.hearth.core.adapter.ObjectSlot;

/** A call that wants to be in an object. The dispatcher calls these methods, each at most once and in this order. */
public interface Turn {

    /** The chain that the call belongs to. */
    Chain chain();

    /** The object, pinned. */
    ObjectSlot slot();

    /** Whether the call was made by an object of the same chain, whose thread waits for it. */
    boolean nested();

    /** Whether its caller has had an answer already (a deadline, a cancel): it need not run any more. */
    boolean answered();

    /** Tells people what the call waits for; empty when it waits no longer. */
    void waitingFor(String what);

    /**
     * Enters the object, on its thread, making a servant if there is none.
     *
     * @param alone whether the chain has the object's lane to itself; if not, a servant is there and is not exchanged
     * @return false if it failed; {@link #finish} follows then
     */
    boolean enter(boolean alone);

    /** Runs the method, on the object's thread. */
    void run();

    /** Ends the call: commits at the end of a chain, and lets the reply go. The object itself may be busy again. */
    void finish();

    /** The call never gets its turn: nothing of it has run. Instead of all the others. */
    void refuse(Throwable reason);
}
