package dev.hearth.core.dispatch;

/** A change of state that can't be, or would change nothing. The message says why and what to do. */
public final class IntakeException extends Exception {

    private static final long serialVersionUID = 1;

    IntakeException(String message) {
        super(message);
    }
}
