package dev.hearth.core.pipeline;

/** A hook answered null, as modules are compiled without a look at what may be null. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1;

    NoAnswerException() {
        super("it answered null");
    }
}
