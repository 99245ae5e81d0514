package dev.hearth.core.hosted;

/**
 * Ends what a thread does after {@code System.exit}, which never returns.
 *
 * <p>An error, since code that catches exceptions must not go on either.
 */
public final class HostedExit extends Error {

    private static final long serialVersionUID = 1;

    private final int status;

    HostedExit(String deployment, int status) {
        super("the deployment " + deployment + " ended itself: System.exit(" + status + ")");
        this.status = status;
    }

    /** What would have been the exit code of the process. */
    public int status() {
        return status;
    }
}
