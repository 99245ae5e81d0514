package dev.hearth.core.wire.marshal;

import java.rmi.server.RMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a stub points at.
 *
 * @param clientFactory what the stub makes its sockets with; null for plain ones. In a stub that came in it is null or the
 *     JDK's TLS factory
 */
public record StubAddress(
        String host, int port, WireId id, @Nullable RMIClientSocketFactory clientFactory) {

    /** Whether calls go over TLS. */
    public boolean secure() {
        return clientFactory != null;
    }

    @Override
    public String toString() {
        return host + ":" + port + (secure() ? " (TLS)" : "") + ", id " + Long.toHexString(id.number());
    }
}
