package dev.hearth.core.deploy;

import dev.hearth.api.hook.HookModule;
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

    /**
     * Looks at the hook modules, if nothing else is wrong; may let them register.
     *
     * @param modules made for this alone; who looks closes them
     * @return what is wrong with them, a line each; empty if nothing is
     */
    default List<String> moduleProblems(String label, List<HookModule> modules) {
        return List.of();
    }
}
