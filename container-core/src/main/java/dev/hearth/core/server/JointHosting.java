package dev.hearth.core.server;

import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.deploy.DeploymentListener.Contents;
import dev.hearth.core.deploy.DeploymentListener.Program;
import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.Surroundings;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hosts versions of deployments: all of them, or none.
 *
 * <p>Each comes up while those before it wait to be accepted. When the last has, all are bound; only what can't fail is left
 * then. For one use, by one thread.
 */
final class JointHosting {

    private final ObjectAdapter adapter;
    private final Surroundings surroundings;
    private final List<Part> together = new ArrayList<>();
    private final List<HostedCode> up = new ArrayList<>();
    private @Nullable Deployment tried;

    JointHosting(ObjectAdapter adapter, Surroundings surroundings, List<Contents> together) {
        this.adapter = adapter;
        this.surroundings = surroundings;
        together.forEach(contents -> this.together.add(new Part(contents)));
    }

    /** The version that was the last to be tried: after a refusal, the one that was refused. Empty if none was tried. */
    Optional<Deployment> tried() {
        return Optional.ofNullable(tried);
    }

    /** @throws HostingException if one can't be; everything is then as before */
    void host() throws HostingException {
        try {
            adapter.deploy(together, this::bindNames);
        } catch (HostingException | RuntimeException | Error refused) {
            for (int i = up.size() - 1; i >= 0; i--) {
                withdraw(up.get(i), refused);
            }
            throw refused;
        }
    }

    private final class Part implements ObjectAdapter.Coming {
        private final Contents contents;

        Part(Contents contents) {
            this.contents = contents;
        }

        @Override
        public Deployment deployment() {
            return contents.deployment();
        }

        @Override
        public List<HostedType> types() {
            return contents.types();
        }

        @Override
        public void comesUp() {
            tried = deployment();
            HostedCode code = HostedCode.open(deployment(), surroundings);
            up.add(code);
            code.names().hold();
        }

        @Override
        public void rest() throws HostingException {
            Program server = contents.program().orElse(null);
            if (server != null) {
                boolean alone = contents.types().isEmpty() && contents.modules().isEmpty();
                up.get(up.size() - 1).run(server.main(), server.arguments(), alone);
            }
        }
    }

    /** Objects that were preloaded may have exported and bound something as well. */
    private void bindNames() throws HostingException {
        for (HostedCode code : up) {
            tried = code.deployment();
            try {
                code.names().bind();
            } catch (RemoteException refused) {
                throw new HostingException("its names can't be bound: " + refused.getMessage(), refused);
            }
        }
        up.forEach(code -> code.names().accept(code.startedWhole()));
    }

    /** Its names go first: what its shutdown hooks unbind is others' by then. */
    private void withdraw(HostedCode code, Throwable refused) {
        Deployment deployment = code.deployment();
        code.names().withdraw();
        try {
            code.close();
        } catch (RuntimeException failed) { // what is to be told is why it came to this
            refused.addSuppressed(failed);
        }
        adapter.discard(deployment);
        adapter.forget(deployment);
    }
}
