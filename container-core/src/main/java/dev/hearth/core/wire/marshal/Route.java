package dev.hearth.core.wire.marshal;

import dev.hearth.api.hook.Peer;

/**
 * The connection a message travels on.
 *
 * @param host the host that stubs written on it carry
 * @param port the port that stubs written on it carry
 * @param peer who is at the other end
 * @param session the session of the called stub, 0 for none
 */
public record Route(String host, int port, Peer peer, int session) {}
