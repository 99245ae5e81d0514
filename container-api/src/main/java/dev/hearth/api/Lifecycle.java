package dev.hearth.api;

/** How long an object lives. */
public enum Lifecycle {

    /**
     * Created at its first call, kept in memory, and ended within about a second after the last client has let go of
     * its stub. What it knew ends with it, and with the server's process.
     */
    TRANSIENT,

    /**
     * Lives until {@link ObjectContext#remove()}. Its non-transient fields are its state: they are on the disk before a
     * call that changed them is acknowledged. Between calls the object may be passivated (its memory given back) and is
     * activated again by the next call, also after a crash and a restart.
     */
    PERSISTENT
}
