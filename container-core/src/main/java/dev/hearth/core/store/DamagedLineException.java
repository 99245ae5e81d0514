package dev.hearth.core.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A line that is no object. The message says which and why. */
public final class DamagedLineException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedLineException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
