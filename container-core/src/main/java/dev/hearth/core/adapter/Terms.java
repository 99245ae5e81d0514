package dev.hearth.core.adapter;

import java.io.ObjectInputFilter;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How an object is exported.
 *
 * @param port 0 for the object port, or with factories for any free one
 * @param clientFactory what its stubs make their sockets with; null for what the object port's stubs do
 * @param serverFactory what makes the listening socket; null for a plain one
 * @param filter what arguments must pass besides the filter of the method; null for nothing
 */
public record Terms(
        int port,
        @Nullable RMIClientSocketFactory clientFactory,
        @Nullable RMIServerSocketFactory serverFactory,
        @Nullable ObjectInputFilter filter) {

    /** At the object port, under the filters of the methods. */
    public static final Terms USUAL = new Terms(0, null, null, null);

    boolean atObjectPort() {
        return port == 0 && clientFactory == null && serverFactory == null;
    }
}
