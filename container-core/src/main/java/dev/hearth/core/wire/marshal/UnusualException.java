package dev.hearth.core.wire.marshal;

/** Ends reading or writing by hand: an object stream has to do it instead. Without a trace, since it says nothing more. */
final class UnusualException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusualException() {
        super("left to an object stream", null, false, false);
    }
}
