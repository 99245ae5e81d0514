package dev.hearth.core.deploy;

import dev.hearth.api.hook.HookModule;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** Is told what appears and vanishes. Called by one thread at a time. */
public interface DeploymentListener {

    /**
     * Deployments are ready to be hosted, all of them or none; each in place of the one of the same name if there is one. The class
     * loader of a replaced one stays open until {@link Deployer#release} is called for it, or {@link #expire} allows its end.
     *
     * @param together of different names
     * @throws DeploymentException if one can't be hosted; everything is then as before
     */
    void deploy(List<Contents> together) throws DeploymentException;

    /**
     * Somebody wants to end a deployment.
     *
     * @throws DeploymentException if the container can't do without it; the message says why
     */
    default void undeploying(String name) throws DeploymentException {}

    /**
     * A deployment ends.
     *
     * @return whether its class loader may be closed when this method returns; otherwise {@link Deployer#release} follows, as
     *     for one that was replaced
     */
    boolean undeploy(String name);

    /**
     * A version that was replaced, or that was still in use when it was undeployed, has been there for long enough: its objects
     * end, and those that call them are not let in.
     *
     * @return whether its class loader may be closed when this method returns; otherwise {@link Deployer#release} follows, when
     *     the last call in it has ended
     */
    default boolean expire(Deployment former) {
        return true;
    }

    /** The names that the code of the deployment that runs has bound in the container's registry by now, in that order. */
    default List<String> bound(String name) {
        return List.of();
    }

    /**
     * What users should know of the {@code main} of the deployment that runs, while that has exported nothing: which it is, and
     * where it stands.
     */
    default Optional<String> pending(String name) {
        return Optional.empty();
    }

    /**
     * What a deployment brings.
     *
     * @param program what is to be run once its types are hosted
     */
    record Contents(
            Deployment deployment, List<HostedType> types, List<HookModule> modules, Optional<Program> program) {}

    /**
     * A whole server.
     *
     * @param main static and accessible, and takes an array of texts
     */
    record Program(Method main, List<String> arguments) {}
}
