package dev.hearth.core.cli;

/** A command failed: what is wrong, what to do, and how the process ends. */
final class CommandException extends Exception {

    private static final long serialVersionUID = 1;

    private final String advice;
    private final int exitCode;

    /** @param advice a line that says what to do; empty if the message says it already */
    CommandException(int exitCode, String message, String advice) {
        super(message);
        this.advice = advice;
        this.exitCode = exitCode;
    }

    String advice() {
        return advice;
    }

    int exitCode() {
        return exitCode;
    }
}
