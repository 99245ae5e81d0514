package dev.hearth.core.store;

import java.io.IOException;

/** A sync failed: whether the commits in flight are on the disk is not known until recovery. */
public final class UnknownOutcomeException extends IOException {

    private static final long serialVersionUID = 1;

    public UnknownOutcomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
