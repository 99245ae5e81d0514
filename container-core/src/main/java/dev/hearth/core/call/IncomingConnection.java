package dev.hearth.core.call;

import dev.hearth.api.hook.Connection;

/** A connection, which keeps for the pipeline by which modules it was let in. Thread-safe. */
public interface IncomingConnection extends Connection {

    /** The mark of one that is closed. */
    long GONE = -1;

    /** The mark of the modules that have let it in: 0 for none, {@link #GONE} when it is closed. */
    long welcomed();

    /** Changes the mark; false if it is not the expected one any more. */
    boolean welcome(long expected, long mark);
}
