package dev.hearth.core.wire.jrmp;

/** What a reader does next with its connection. */
enum Step {
    /** A call was taken; look again. */
    CALLED,
    /** Something else was done; look again. */
    GO_ON,
    /** Nothing can be done with the bytes that are there. */
    NEED_BYTES,
    /** Nothing: the connection is closed, or another thread will have it read again. */
    GONE
}
