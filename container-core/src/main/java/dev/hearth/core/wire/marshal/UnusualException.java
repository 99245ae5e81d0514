package dev.hearth.core.wire.marshal;

/** Ends writing by hand: an object stream has to write the message instead. Without a trace, since it says nothing more. */
final class UnusualException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusualException() {
        super("left to an object stream", null, false, false);
    }
}
