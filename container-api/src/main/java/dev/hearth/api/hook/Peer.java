package dev.hearth.api.hook;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The other end of a connection.
 *
 * @param address the address that the connection came from; the loopback address for calls that hosted code begins itself
 * @param port the peer's port; 0 for calls that hosted code begins itself
 * @param certificate the certificate that the peer proved to own, if it was asked for one
 */
public record Peer(InetAddress address, int port, Optional<X509Certificate> certificate) {

    /** The peer of calls that begin inside the container. */
    public static final Peer LOCAL = new Peer(InetAddress.getLoopbackAddress(), 0, Optional.empty());

    /** The address as a literal, such as {@code 192.0.2.7}. */
    public String host() {
        return address.getHostAddress();
    }

    /** Whether the peer is on this machine. */
    public boolean loopback() {
        return address.isLoopbackAddress();
    }
}
