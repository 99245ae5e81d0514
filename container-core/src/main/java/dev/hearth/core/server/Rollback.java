package dev.hearth.core.server;

import dev.hearth.core.adapter.StoredObjects;
import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.deploy.Deployed;
import dev.hearth.core.deploy.Deployer;
import dev.hearth.core.deploy.DeploymentException;
import dev.hearth.core.deploy.TypeSummary;
import dev.hearth.core.dispatch.IntakeException;
import dev.hearth.core.dispatch.IntakeState;
import dev.hearth.core.dispatch.Intakes;
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.store.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the former version of a deployment back, with the states of its objects.
 *
 * <p>Calls that come meanwhile wait, as after {@code hold}: so what was tried is what the former version finds. Chains that are
 * in the deployment are waited for, but not for long: a version that is to go may be one that hangs. Used by one thread, once.
 */
final class Rollback {

    private static final Logger LOG = LoggerFactory.getLogger(Rollback.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BATCH = 256;

    private final Deployer deployer;
    private final Intakes intakes;
    private final CallProcessor processor;
    private final StateStore store;
    private final StoredObjects objects;

    Rollback(Deployer deployer, Intakes intakes, CallProcessor processor, StateStore store, StoredObjects objects) {
        this.deployer = deployer;
        this.intakes = intakes;
        this.processor = processor;
        this.store = store;
        this.objects = objects;
    }

    /**
     * Does it.
     *
     * @param discardNewer whether objects whose state would not load get the last one that is kept of a former version
     * @return what happened, for people
     */
    String run(String named, boolean discardNewer) throws RefusedException {
        String name = Deployer.nameOf(named);
        boolean held = hold(name);
        try {
            long late = held ? chainsLeftIn(name) : 0;
            return bringBack(name, discardNewer) + left(late);
        } finally {
            if (held) {
                resume(name);
            }
        }
    }

    private String bringBack(String name, boolean discardNewer) throws RefusedException {
        StateTrial trial = new StateTrial(store, discardNewer, typesOf(name));
        Deployed deployed;
        try {
            deployed = deployer.rollback(name, trial);
        } catch (DeploymentException refused) {
            throw new RefusedException(refused.getMessage() + hint(name, trial, discardNewer));
        }
        return deployed.path().getFileName() + " is what it was before, and runs as version " + deployed.version()
                + discarded(trial) + withoutType(trial) + ".";
    }

    private Set<String> typesOf(String name) {
        return deployer.deployments().stream()
                .filter(deployed -> deployed.name().equals(name))
                .flatMap(deployed -> deployed.types().stream())
                .map(TypeSummary::name)
                .collect(Collectors.toSet());
    }

    private static String withoutType(StateTrial trial) {
        return trial.left() == 0
                ? ""
                : "; " + trial.left() + (trial.left() == 1 ? " stored object is" : " stored objects are")
                        + " out of reach until a version comes that has the type";
    }

    private static String hint(String name, StateTrial trial, boolean discardNewer) {
        return trial.failed() && !discardNewer
                ? "\n'hearth rollback " + name
                        + " --discard-newer' takes the last states that a former version wrote of these objects instead, and"
                        + " leaves those without a type in the store"
                : "";
    }

    private String discarded(StateTrial trial) throws RefusedException {
        int done = 0;
        try {
            while (done < trial.unfit()) {
                int next = Math.min(done + BATCH, trial.unfit());
                objects.put(trial.formerStates(done, next), "", true);
                done = next;
            }
        } catch (IOException broken) {
            throw new RefusedException(
                    "the former version runs, but only " + done + " of the " + trial.unfit()
                            + " objects whose state it can't read have a former one: " + broken.getMessage()
                            + "\nThe others fail alone, and keep their states; 'hearth store import --replace' can mend them",
                    broken);
        }
        return done == 0 ? "" : "; " + done + (done == 1 ? " object has" : " objects have") + " a former state again";
    }

    private static String left(long late) {
        return late == 0
                ? ""
                : " " + late + (late == 1 ? " chain of calls was" : " chains of calls were")
                        + " still in the version that is replaced, and may write what this one can't read.";
    }

    // nobody comes in meanwhile

    private boolean hold(String name) {
        boolean takesCalls = deployer.deployments().stream()
                .anyMatch(deployed -> deployed.name().equals(name) && is(name, IntakeState.ACTIVE));
        return takesCalls && change(name, IntakeState.HOLDING);
    }

    private void resume(String name) {
        if (is(name, IntakeState.HOLDING)) {
            change(name, IntakeState.ACTIVE);
        }
    }

    private boolean is(String name, IntakeState state) {
        return intakes.all().stream()
                .anyMatch(intake -> intake.deployment().equals(Optional.of(name)) && intake.state() == state);
    }

    private boolean change(String name, IntakeState state) {
        try {
            intakes.change(Optional.of(name), state);
            return true;
        } catch (IntakeException changedMeanwhile) {
            LOG.debug("{} is not {} for its rollback", name, state, changedMeanwhile);
            return false;
        }
    }

    private long chainsLeftIn(String name) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long inside = processor.chains().stream()
                    .filter(chain -> chain.isIn(name))
                    .count();
            if (inside == 0 || System.nanoTime() - deadline > 0) {
                return inside;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
