package dev.hearth.core.store;

import java.rmi.Remote;
import java.util.Optional;

/** How references to hosted objects are stored: as names. Thread-safe. */
public interface HostedNames {

    /** The durable name of a hosted object or of a reference to one; empty if it has none that outlives the process. */
    Optional<String> nameOf(Remote object);

    /** A reference to the object of this name, seen through this remote interface. It need not exist or be deployed. */
    Remote reference(String name, Class<?> type);
}
