package dev.hearth.api;

/** Which thread may be inside an object, and which calls may overlap. */
public enum Threading {

    /** What the deployment says, and where it says nothing, the container ({@code threading} in {@code hearth.yaml}). */
    INHERIT,

    /** The container's one object thread, always the same. No two calls of {@code SINGLE} objects ever overlap. */
    SINGLE,

    /**
     * A thread of the object's own, the same from activation to passivation, so thread-locals survive from call to
     * call. Calls of one object never overlap; calls of different objects do.
     */
    PER_OBJECT,

    /** A new thread for each call. Calls overlap: the object guards its own fields. */
    PER_REQUEST,

    /**
     * Any thread of a bounded pool, or the caller's own where the caller is a hosted object. The fastest policy: a
     * remote call runs on the thread that read it. Calls of a transient object overlap, so it guards its own fields;
     * those of a persistent object never do, unless all of them are {@link ReadOnly}.
     */
    POOLED
}
