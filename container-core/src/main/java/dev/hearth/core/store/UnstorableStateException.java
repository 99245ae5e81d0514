package dev.hearth.core.store;

/** A class has a field, or an object a value, that can't be kept as JSON. The message names it and says what to do. */
public final class UnstorableStateException extends Exception {

    private static final long serialVersionUID = 1;

    public UnstorableStateException(String message) {
        super(message);
    }

    public UnstorableStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
