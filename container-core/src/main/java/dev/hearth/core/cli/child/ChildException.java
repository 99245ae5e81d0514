package dev.hearth.core.cli.child;

/** A process that was started did not do what was awaited. Its message is for the user. */
public final class ChildException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ChildException(String message) {
        super(message);
    }
}
