package dev.hearth.core.cli.demo;

/** The demo can't go on. Its message is for the user. */
final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DemoException(String message) {
        super(message);
    }
}
