package dev.hearth.api.hook;

/**
 * A connection that a peer has opened; what the phases {@code connect} and {@code disconnect} see. The same instance in both:
 * it may be the key of an identity map.
 */
public interface Connection {

    /** Who connected. */
    Peer peer();
}
