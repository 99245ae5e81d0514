package dev.hearth.core.deploy;

import dev.hearth.core.call.Deployment;
import org.jspecify.annotations.Nullable;

/** A JAR can't be deployed. The message names the class or line at fault and says what to do. */
public final class DeploymentException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient @Nullable Deployment refused;

    public DeploymentException(String message) {
        super(message);
        this.refused = null;
    }

    public DeploymentException(String message, Throwable cause) {
        this(message, cause, null);
    }

    /** @param refused the version that is at fault, where several were to be hosted together and it is known */
    public DeploymentException(String message, Throwable cause, @Nullable Deployment refused) {
        super(message, cause);
        this.refused = refused;
    }

    /** The version that is at fault, where several were to be hosted together; null if it is not known. */
    @Nullable
    Deployment refused() {
        return refused;
    }
}
