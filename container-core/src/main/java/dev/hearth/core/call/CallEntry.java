package dev.hearth.core.call;

import java.util.Optional;

/** The way into the pipeline, for everybody who brings calls. Thread-safe. */
public interface CallEntry {

    /**
     * Asks the {@code connect} phase about a new connection.
     *
     * @return why the connection is refused; empty if it is welcome
     */
    Optional<String> connect(IncomingConnection connection);

    /** Tells the {@code disconnect} phase that a connection is closed which {@link #connect} has let in. Never throws. */
    void disconnect(IncomingConnection connection);

    /**
     * Takes a call through all phases. Never throws.
     *
     * <p>{@link IncomingCall#send} is called exactly once: before this method returns where the calling thread may run
     * the object, and otherwise later on another thread, while the calling thread is free for other work. Where a deadline or
     * a cancel answers while the calling thread runs the object, it is called on another thread, after {@link
     * IncomingCall#overtaken}.
     */
    void enter(IncomingCall call);
}
