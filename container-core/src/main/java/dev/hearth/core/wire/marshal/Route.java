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
 * @param session the session that our stubs carry: the called stub's, 0 for none and on all outgoing calls
 * @param clientFactory what our stubs make their sockets with; null for plain ones
 * @param departures the stubs that leave on this connection
 */
public record Route(
        String host,
        int port,
        Peer peer,
        int session,
        @Nullable RMIClientSocketFactory clientFactory,
        Departures departures) {

    /** A connection on which nothing has left yet. */
    public Route(String host, int port, Peer peer, int session, @Nullable RMIClientSocketFactory clientFactory) {
        this(host, port, peer, session, clientFactory, new Departures());
    }

    /** A connection on which nothing has left yet, and whose stubs use plain sockets. */
    public Route(String host, int port, Peer peer, int session) {
        this(host, port, peer, session, null);
    }

    /** The same connection, now that more is known of who is at its other end. */
    public Route with(Peer known) {
        return new Route(host, port, known, session, clientFactory, departures);
    }

    /** A connection to another peer, to whom our stubs name us as they do on this one; they belong to no session. */
    public Route to(Peer other) {
        return new Route(host, port, other, 0, clientFactory);
    }

    /** The same connection, for a message to a stub of this session. */
    public Route in(int otherSession) {
        return otherSession == session ? this : new Route(host, port, peer, otherSession, clientFactory, departures);
    }
}
