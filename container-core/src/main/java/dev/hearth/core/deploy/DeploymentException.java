package dev.hearth.core.deploy;

import dev.hearth.core.call.Deployment;
import java.util.List;

/** A JAR can't be deployed. The message names the class or line at fault and says what to do. */
public final class DeploymentException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Deployment> refused;
    private final boolean byModules;

    public DeploymentException(String message) {
        super(message);
        this.refused = List.of();
        this.byModules = false;
    }

    public DeploymentException(String message, Throwable cause) {
        this(message, cause, List.of(), false);
    }

    /**
     * @param refused the versions that are at fault, where several were to be hosted together and it is known
     * @param byModules whether hook modules are: they don't fit together, or one has refused
     */
    public DeploymentException(String message, Throwable cause, List<Deployment> refused, boolean byModules) {
        super(message, cause);
        this.refused = List.copyOf(refused);
        this.byModules = byModules;
    }

    /** The versions that are at fault, where several were to be hosted together; empty if it is not known. */
    List<Deployment> refused() {
        return refused;
    }

    /** Whether hook modules are what is at fault. */
    boolean byModules() {
        return byModules;
    }
}
