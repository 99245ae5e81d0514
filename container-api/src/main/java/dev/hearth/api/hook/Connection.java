package dev.hearth.api.hook;

/** A connection that a peer has opened; what the {@code connect} phase sees. */
public interface Connection {

    /** Who connected. */
    Peer peer();
}
