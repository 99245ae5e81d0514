package dev.hearth.core.admin;

/** The container won't or can't do what it was asked to. The message says why and what to do, fit for the user. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
