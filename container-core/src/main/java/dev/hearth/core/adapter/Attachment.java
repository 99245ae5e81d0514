package dev.hearth.core.adapter;

/** What dispatch keeps with an object: its lane and its thread. Declared here so that news can travel upward. */
public interface Attachment {

    /**
     * Runs a lifecycle method on the thread that the object's policy names; may return before it has run. Called only
     * while no call is in the object.
     */
    void runOnObjectThread(Runnable lifecycleMethod);

    /** The object is not active any more: its thread can end. */
    void rested();
}
