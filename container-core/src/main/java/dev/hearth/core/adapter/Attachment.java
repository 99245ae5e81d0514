package dev.hearth.core.adapter;

/** What dispatch keeps with an object: its lane and its thread. Declared here so that news can travel upward. */
public interface Attachment {

    /**
     * Runs a lifecycle method in the object's turn, overlapping no call in it, on the thread that the object's policy names;
     * may return before it has run.
     *
     * @param inUse runs instead if a chain keeps the object besides and can't be waited for
     * @throws java.util.concurrent.RejectedExecutionException if it would have to wait and too many do; nothing will run
     */
    void runInTurn(Runnable lifecycleMethod, Runnable inUse);

    /** The object is not active any more: its thread can end. */
    void rested();
}
