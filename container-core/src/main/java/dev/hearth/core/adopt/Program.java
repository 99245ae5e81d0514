package dev.hearth.core.adopt;

import dev.hearth.core.adopt.Deed.Kind;
import java.util.List;

/**
 * A class with a {@code main}.
 *
 * @param place where its main method stands
 * @param deeds what it leads to, as far as calls can be followed without running them
 * @param takesArguments whether it looks at its arguments
 * @param manifest whether its JAR's manifest names it
 */
record Program(String className, Place place, List<Deed> deeds, boolean takesArguments, boolean manifest) {

    /** Whether it may yet be a server, by calls that can't be seen. */
    boolean isInTheDark() {
        return role() == Role.OTHER || role() == Role.EXPORTER;
    }

    /** What it is in an RMI program. */
    enum Role {
        SERVER("a server"),
        EXPORTER("exports objects and binds none: a client with callbacks, or half a server"),
        CLIENT("a client"),
        OTHER("no RMI that could be seen");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** A client may bind things too: what makes a server is that it makes the registry, or binds what it has exported. */
    Role role() {
        boolean exports = does(Kind.EXPORTS) || does(Kind.EXPORTS_ON_PORT) || does(Kind.EXPORTS_BY_FACTORIES);
        boolean binds = does(Kind.BINDS) && (exports || !does(Kind.LOOKS_UP));
        if (binds || does(Kind.CREATES_REGISTRY) || does(Kind.SPRING_EXPORTER)) {
            return Role.SERVER;
        } else if (does(Kind.LOOKS_UP)) {
            return Role.CLIENT;
        }
        return exports ? Role.EXPORTER : Role.OTHER;
    }

    boolean does(Kind kind) {
        return deeds.stream().anyMatch(deed -> deed.kind() == kind);
    }
}
