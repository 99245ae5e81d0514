package dev.hearth.core.wire.marshal;

import java.rmi.server.RMIClientSocketFactory;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a stub points at.
 *
 * @param clientFactory what the stub makes its sockets with; null for plain ones. In a stub that came with arguments it is null
 *     or the JDK's TLS factory
 */
public record StubAddress(
        String host, int port, WireId id, @Nullable RMIClientSocketFactory clientFactory) {

    /** Whether calls go over TLS. */
    public boolean secure() {
        return clientFactory != null && clientFactory.getClass() == SslRMIClientSocketFactory.class;
    }

    /** Whether its sockets are made by code that is neither ours nor the JDK's. */
    public boolean custom() {
        return clientFactory != null && !secure();
    }

    @Override
    public String toString() {
        return host + ":" + port + (secure() ? " (TLS)" : custom() ? " (a factory's sockets)" : "") + ", id "
                + Long.toHexString(id.number());
    }
}
