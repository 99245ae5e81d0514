package dev.hearth.core.wire.outgoing;

import dev.hearth.core.wire.marshal.StubAddress;
import java.rmi.server.RMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where connections go.
 *
 * @param secure whether over our TLS
 * @param factory of another kind, that makes the sockets; null for our own sockets
 */
record Endpoint(
        String host, int port, boolean secure, @Nullable RMIClientSocketFactory factory) {

    static Endpoint of(StubAddress address) {
        return new Endpoint(
                address.host(), address.port(), address.secure(), address.custom() ? address.clientFactory() : null);
    }

    @Override
    public String toString() {
        return host + ":" + port
                + (secure ? " (TLS)" : "")
                + (factory == null ? "" : " (" + factory.getClass().getName() + ")");
    }
}
