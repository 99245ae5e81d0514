package dev.hearth.core.deploy;

import dev.hearth.core.call.HostedType;
import java.util.List;

/** A further look at the types of a JAR that is inspected, while its classes can be loaded. */
@FunctionalInterface
public interface Trial {

    /** Looks no further. */
    Trial NONE = (label, types) -> List.of();

    /**
     * Looks at the types; may run code of their classes.
     *
     * @param label what messages call the JAR
     * @return what is wrong with them, a line each; empty if nothing is
     */
    List<String> problems(String label, List<HostedType> types);
}
