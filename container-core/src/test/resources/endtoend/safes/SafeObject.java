package safes;

import dev.hearth.api.*;
import jakarta.annotation.security.*;

@HostedObject(name = "safes")
@RolesAllowed("teller")
public class SafeObject implements Safe {
    @Override
    public String open() {
        return "open";
    }

    @Override
    @PermitAll
    public String look() {
        return "a safe";
    }

    @Override
    @DenyAll
    public String shut() {
        return "shut";
    }

    @Override
    @javax.annotation.security.RolesAllowed({"boss", "auditor"})
    public String audit() {
        return "all there";
    }

    @Override
    @RolesAllowed("boss")
    public String audit(String what) {
        return what + " is there";
    }

    @Override
    @RolesAllowed("**")
    public String greet() {
        return "hello";
    }

    @Override
    public Safe drawer() {
        return new SafeObject();
    }
}
