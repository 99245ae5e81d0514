package dev.hearth.core.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.adapter.Transaction;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.WellKnown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of the deployments and of the container.
 *
 * <p>A state belongs to a deployment's name: the next version inherits it, it ends with the deployment, and a restart forgets
 * it. While everything is active, all that a call does here is to read one field.
 *
 * <p>Thread-safe. Changes come one at a time; none waits for a call.
 */
public final class Intakes {

    private static final Logger LOG = LoggerFactory.getLogger(Intakes.class);

    /** No deployment has this name. */
    private static final String CONTAINER = "";

    private final QueueBound bound;
    private final Supplier<Transaction> transactions;
    private final Intake container;
    private final Map<String, Intake> deployments = new ConcurrentSkipListMap<>();

    @GuardedBy("this")
    private boolean stopping;

    /** Those that don't just let everybody in. */
    private volatile Map<String, Intake> watched = Map.of();

    Intakes(QueueBound bound, Supplier<Transaction> transactions) {
        this.bound = bound;
        this.transactions = transactions;
        this.container = new Intake("the container", bound, transactions);
    }

    // what calls ask

    /** Whether every chain goes in everywhere. */
    boolean allActive() {
        return watched.isEmpty();
    }

    /** What a chain that begins has to pass first; null if there is nothing to ask. */
    @Nullable
    Intake ofContainer(Deployment first) {
        return first.name().equals(WellKnown.MANAGEMENT) ? null : watched.get(CONTAINER);
    }

    /** What a chain has to pass that enters this deployment; null if there is nothing to ask. */
    @Nullable
    Intake of(Deployment deployment) {
        return watched.get(deployment.name());
    }

    // what operators ask and do

    /**
     * The state of a deployment, or of the container.
     *
     * @param deployment empty for the container
     * @param waiting how many calls wait to be let in
     */
    public record View(Optional<String> deployment, IntakeState state, int waiting) {}

    /** The container's state, and then those of the deployments in the order of their names. */
    public List<View> all() {
        List<View> views = new ArrayList<>();
        views.add(view(Optional.empty(), container));
        deployments.forEach((name, intake) -> views.add(view(Optional.of(name), intake)));
        return views;
    }

    private static View view(Optional<String> deployment, Intake intake) {
        return new View(deployment, intake.state(), intake.waiting());
    }

    /** The state of a deployment; active for one that nobody has told of. */
    public IntakeState stateOf(Deployment deployment) {
        Intake known = deployments.get(deployment.name());
        return known == null ? IntakeState.ACTIVE : known.state();
    }

    /** The state of the container. */
    public IntakeState stateOfContainer() {
        return container.state();
    }

    /**
     * Changes the state of a deployment or, without a name, of the container.
     *
     * @throws IntakeException if there is no such deployment, or its state can't change so
     */
    public synchronized void change(Optional<String> deployment, IntakeState next) throws IntakeException {
        Intake intake = deployment.isEmpty() ? container : deployments.get(deployment.get());
        if (intake == null) {
            throw new IntakeException("there is no deployment '" + deployment.get()
                    + "'; 'hearth types' shows those that have objects, without a name the whole container is meant");
        }
        if (stopping && next == IntakeState.HOLDING) {
            throw new IntakeException("the container stops: nothing is held any more");
        }
        change(deployment.orElse(CONTAINER), intake, next);
        LOG.info("{} {}", intake, next.words());
    }

    /** Who looks at an intake that is watched for nothing loses a little time; who overlooks one gets in. */
    @GuardedBy("this")
    private void change(String name, Intake intake, IntakeState next) throws IntakeException {
        watch(name, intake);
        try {
            intake.become(next);
        } finally {
            if (intake.state() == IntakeState.ACTIVE) {
                unwatch(name);
            }
        }
    }

    @GuardedBy("this")
    private void watch(String name, Intake intake) {
        Map<String, Intake> more = new HashMap<>(watched);
        more.put(name, intake);
        watched = Map.copyOf(more);
    }

    @GuardedBy("this")
    private void unwatch(String name) {
        Map<String, Intake> fewer = new HashMap<>(watched);
        fewer.remove(name);
        watched = Map.copyOf(fewer);
    }

    // what becomes of deployments

    /** A deployment is there, or a new version of it. */
    public void deployed(String name) {
        deployments.computeIfAbsent(name, unseen -> new Intake("deployment " + name, bound, transactions));
    }

    /** A deployment is about to end: who waits for it waits no longer, and is refused. */
    public synchronized void undeploying(String name) {
        Intake ending = deployments.remove(name);
        if (ending != null) {
            endHold(name, ending);
        }
    }

    /** A deployment has ended, and its state with it. */
    public synchronized void undeployed(String name) {
        unwatch(name);
    }

    /** The container stops: who waits is refused, and nobody waits from now on. */
    public synchronized void stop() {
        stopping = true;
        for (Map.Entry<String, Intake> each : deployments.entrySet()) {
            endHold(each.getKey(), each.getValue());
        }
        endHold(CONTAINER, container);
    }

    @GuardedBy("this")
    private void endHold(String name, Intake intake) {
        if (intake.state() == IntakeState.HOLDING) {
            try {
                change(name, intake, IntakeState.DISCARDING);
            } catch (IntakeException impossible) {
                throw new IllegalStateException("a hold can always end", impossible);
            }
        }
    }
}
