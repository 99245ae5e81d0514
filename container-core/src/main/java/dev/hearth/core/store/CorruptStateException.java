package dev.hearth.core.store;

import java.io.IOException;

/** A stored state is not what was written. Concerns that object alone. */
public final class CorruptStateException extends IOException {

    private static final long serialVersionUID = 1;

    public CorruptStateException(String message) {
        super(message);
    }
}
