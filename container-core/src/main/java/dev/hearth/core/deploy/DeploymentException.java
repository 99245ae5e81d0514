package dev.hearth.core.deploy;

/** A JAR can't be deployed. The message names the class or line at fault and says what to do. */
public final class DeploymentException extends Exception {

    private static final long serialVersionUID = 1;

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
