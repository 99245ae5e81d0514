package dev.hearth.core.wire.registry;

import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.LocalAddresses;
import java.rmi.AccessException;

/**
 * Who may bind and unbind: code on this machine, as with the JDK's registry. Where stubs carry an advertised address, what
 * seems to come from this machine may have been forwarded to it, so there the caller must be known as well.
 *
 * <p>Immutable.
 */
public final class BindingRules {

    private final boolean forwarded;

    public BindingRules(HearthConfig.Wire wire) {
        this.forwarded = wire.advertisedHost().isPresent() || wire.advertisedPort() != 0;
    }

    /**
     * Refuses who may not.
     *
     * @param operation such as {@code bind}
     * @throws AccessException for a caller on another machine with the words of the JDK's own registry
     */
    void check(String operation, Binder binder) throws AccessException {
        if (binder.hosted()) {
            return;
        }
        String disallowed = "Registry." + operation + " disallowed; ";
        if (!LocalAddresses.contain(binder.host())) {
            throw new AccessException(disallowed + "origin /" + binder.host() + " is non-local host");
        }
        if (forwarded && !binder.authenticated()) {
            throw new AccessException("HEARTH-BIND: " + disallowed + "origin /" + binder.host()
                    + " may be forwarded from another host, since wire.advertised-host or wire.advertised-port is set;"
                    + " only callers that a module authenticates may bind here");
        }
    }
}
