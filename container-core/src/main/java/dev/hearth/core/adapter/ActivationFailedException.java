package dev.hearth.core.adapter;

import org.jspecify.annotations.Nullable;

/** A servant could not be made; the object is as if the call had not come. */
public class ActivationFailedException extends Exception {

    private static final long serialVersionUID = 1;

    public ActivationFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
