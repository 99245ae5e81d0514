package dev.hearth.core.cli;

/** A container can't start. */
public final class LaunchException extends Exception {

    private static final long serialVersionUID = 1;

    private final String advice;
    private final int exitCode;

    /**
     * With {@link ExitCode#CANNOT_START}.
     *
     * @param message a line that says what is wrong
     * @param advice a line that says what to do
     */
    public LaunchException(String message, String advice) {
        this(message, advice, ExitCode.CANNOT_START);
    }

    public LaunchException(String message, String advice, int exitCode) {
        super(message);
        this.advice = advice;
        this.exitCode = exitCode;
    }

    public String advice() {
        return advice;
    }

    /** An {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
