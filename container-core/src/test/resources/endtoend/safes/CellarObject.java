package safes;

import dev.hearth.api.*;
import jakarta.annotation.security.*;

/** What a superclass declares is as its own marks say; what is overridden here is as this class says. */
@HostedObject(name = "cellars")
@DenyAll
public final class CellarObject extends SafeObject {
    @Override
    @RolesAllowed("boss")
    public String open() {
        return "open below";
    }

    @Override
    public String look() {
        return "nobody sees this";
    }
}
