package dev.hearth.core.wire.marshal;

import dev.hearth.api.hook.Peer;
import java.rmi.server.RMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a message travels on.
 *
 * @param host what our stubs name as their host on this connection
 * @param port what our stubs name as their port on this connection
 * @param peer who is at the other end
 * @param session the session that our stubs carry: the called stub's, 0 for none
 * @param clientFactory what our stubs make their sockets with; null for plain ones
 */
public record Route(
        String host,
        int port,
        Peer peer,
        int session,
        @Nullable RMIClientSocketFactory clientFactory) {

    /** A connection whose stubs use plain sockets. */
    public Route(String host, int port, Peer peer, int session) {
        this(host, port, peer, session, null);
    }
}
