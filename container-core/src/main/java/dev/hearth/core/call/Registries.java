package dev.hearth.core.call;

import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/** Where code that asks for a registry is led. Thread-safe. */
public interface Registries {

    /**
     * Whether this address means the container's own registry: on this machine the object port, any port that is open beside
     * it, and the registry's usual one, 1099. Looks a host's name up, which may take the time that the system allows.
     *
     * @param host a name or literal address; empty for this machine
     */
    boolean ours(String host, int port);

    /**
     * A reference to another server's registry; nothing is sent before it is called.
     *
     * @param factory makes the sockets, at its asker's own word; null for plain ones
     * @param asker whose classes and filters hold for what comes back
     */
    Registry at(String host, int port, @Nullable RMIClientSocketFactory factory, Deployment asker);
}
