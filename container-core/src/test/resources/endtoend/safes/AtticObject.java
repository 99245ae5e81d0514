package safes;

import dev.hearth.api.*;
import jakarta.annotation.security.*;

@HostedObject(name = "attics")
@RolesAllowed("boss")
public final class AtticObject implements Safe {
    @Override
    public String open() {
        return "dusty";
    }

    @Override
    public String look() {
        return "dust";
    }

    @Override
    public String shut() {
        return "shut";
    }

    @Override
    public String audit() {
        return "nothing";
    }

    @Override
    public String audit(String what) {
        return "no " + what;
    }

    @Override
    public String greet() {
        return "boo";
    }

    @Override
    public Safe drawer() {
        return null;
    }
}
