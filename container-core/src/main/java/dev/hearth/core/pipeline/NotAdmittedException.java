package dev.hearth.core.pipeline;

import dev.hearth.core.adapter.ActivationFailedException;
import java.rmi.RemoteException;

/** A module has refused that an object comes to life. */
final class NotAdmittedException extends ActivationFailedException {

    private static final long serialVersionUID = 1;

    private final RemoteException seen;

    /** @param seen what the caller gets */
    NotAdmittedException(RemoteException seen) {
        super(String.valueOf(seen.getMessage()), null);
        this.seen = seen;
    }

    RemoteException seen() {
        return seen;
    }
}
