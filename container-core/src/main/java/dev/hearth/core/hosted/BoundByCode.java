package dev.hearth.core.hosted;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.adapter.Exports;
import dev.hearth.core.call.CodeNames;
import dev.hearth.core.call.Deployment;
import java.rmi.AlreadyBoundException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names that the code of one version of a deployment binds in the container's registry.
 *
 * <p>While a version starts and another of its deployment runs, its names wait: clients find the former's until the new one
 * is known to run, and all change over together. What a replaced version binds and unbinds then has no effect any more, for
 * the names are its successor's. A name that others have bound meanwhile is theirs, and stays when the version ends.
 *
 * <p>Thread-safe.
 */
public final class BoundByCode {

    private static final Logger LOG = LoggerFactory.getLogger(BoundByCode.class);

    private enum Phase {
        STARTING,
        RUNNING,
        /** A successor has bound its names, and may be refused still. */
        GIVING_WAY,
        REPLACED
    }

    private final Deployment deployment;
    private final Exports exports;
    private final CodeNames registered;

    @GuardedBy("this")
    private Phase phase = Phase.RUNNING;

    /** By name, in the order in which they were bound. */
    @GuardedBy("this")
    private final Map<String, Remote> waiting = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Set<String> bound = new LinkedHashSet<>();

    /** What names meant that it has taken, until it is accepted. */
    @GuardedBy("this")
    private final Map<String, CodeNames.Former> taken = new HashMap<>();

    @GuardedBy("this")
    private boolean accepted;

    /** Bound by a former version, and still meaning what they did. */
    @GuardedBy("this")
    private final Set<String> inherited = new LinkedHashSet<>();

    BoundByCode(Deployment deployment, Surroundings surroundings) {
        this.deployment = deployment;
        this.exports = surroundings.exports();
        this.registered = surroundings.names();
    }

    /** Names wait from now on, where a former version is there; before the first. */
    public synchronized void hold() {
        if (HostedCode.named(deployment.name()).size() > 1) {
            phase = Phase.STARTING;
        }
    }

    /**
     * The version runs: its names are bound. Hooks are asked for one after the other, so that the last may be refused when others
     * are bound.
     *
     * @throws RemoteException if one can't be bound; {@link #withdraw} then gives the others their former meaning
     */
    public void bind() throws RemoteException {
        for (HostedCode former : formers()) {
            inherit(former.names().giveWay());
        }
        bindWaiting();
    }

    private List<HostedCode> formers() {
        return HostedCode.named(deployment.name()).stream()
                .filter(code -> code.deployment() != deployment)
                .toList();
    }

    /** Returns its names, which its successor has from now on. */
    private synchronized Set<String> giveWay() {
        if (phase != Phase.RUNNING) {
            return Set.of();
        }
        phase = Phase.GIVING_WAY;
        Set<String> left = new LinkedHashSet<>(bound);
        left.addAll(inherited);
        return left;
    }

    /** The successor was refused. */
    private synchronized void goOn() {
        if (phase == Phase.GIVING_WAY) {
            phase = Phase.RUNNING;
        }
    }

    private synchronized void bindWaiting() throws RemoteException {
        registered.requireBindable(waiting.keySet());
        for (Map.Entry<String, Remote> each : waiting.entrySet()) {
            keep(each.getKey());
            registry().rebind(each.getKey(), each.getValue());
            bound.add(each.getKey());
            inherited.remove(each.getKey());
        }
        waiting.clear();
        phase = Phase.RUNNING;
    }

    /**
     * The version that is bound takes the former's place for good.
     *
     * @param whole whether it has bound all that it wants to: then those of the former are gone that it did not bind;
     *     otherwise they are its own from now on, and stay until it binds them anew
     */
    public void accept(boolean whole) {
        Set<String> ours = accepted();
        for (HostedCode former : formers()) {
            inherit(former.names().replacedBy(ours, whole));
        }
    }

    private synchronized Set<String> accepted() {
        accepted = true;
        inherited.clear();
        forgetTaken();
        return Set.copyOf(bound);
    }

    @GuardedBy("this")
    private void forgetTaken() {
        taken.values().forEach(CodeNames.Former::close);
        taken.clear();
    }

    /** A version that is refused in the end gives back what it takes from others now. */
    @GuardedBy("this")
    private void keep(String name) {
        if (!accepted) {
            taken.computeIfAbsent(name, first -> registered.keep(Set.of(first)));
        }
    }

    private synchronized void inherit(Set<String> left) {
        inherited.addAll(left);
    }

    /** Returns the names that are left to the successor. */
    private synchronized Set<String> replacedBy(Set<String> successors, boolean whole) {
        if (phase != Phase.GIVING_WAY) {
            return Set.of();
        }
        phase = Phase.REPLACED;
        bound.addAll(inherited);
        inherited.clear();
        bound.removeAll(successors);
        Set<String> left = whole ? Set.of() : Set.copyOf(bound);
        bound.removeAll(left);
        unbindAll();
        return left;
    }

    /**
     * The version ends: so do its names, and those of others mean again what they did if it was never known to run. Those of
     * objects that it exports end with these anyway.
     */
    public void withdraw() {
        boolean refused = giveBack();
        if (refused) {
            formers().forEach(former -> former.names().goOn());
        }
    }

    /** @return whether it was never accepted */
    private synchronized boolean giveBack() {
        phase = Phase.REPLACED;
        waiting.clear();
        if (!accepted) {
            inherited.clear();
        }
        taken.values().forEach(former -> former.putBack(deployment.name()));
        bound.removeAll(taken.keySet());
        forgetTaken();
        bound.addAll(inherited);
        unbindAll();
        registered.forget(deployment.loader());
        return !accepted;
    }

    @GuardedBy("this")
    private void unbindAll() {
        bound.forEach(name -> registered.unbind(deployment.name(), name));
        bound.clear();
    }

    /** How many names are bound, or wait. */
    public synchronized int count() {
        return bound.size() + waiting.size();
    }

    /** Whether a newer version has taken its place, or it has ended. */
    synchronized boolean replaced() {
        return phase == Phase.REPLACED;
    }

    /** The names that clients find now and that this version has bound: not those that are left of a former one. */
    public synchronized List<String> names() {
        return bound.stream().filter(this::ours).toList();
    }

    /** Whether nobody but the code of this deployment, in whatever version, was the last to bind it. */
    private boolean ours(String name) {
        return registered.boundBy(deployment.name(), name);
    }

    private Registry registry() {
        return exports.registry(deployment);
    }

    Remote lookup(String name) throws NotBoundException, RemoteException {
        Remote own;
        synchronized (this) {
            own = waiting.get(name);
        }
        return own == null ? registry().lookup(name) : exports.toStub(own);
    }

    String[] list() throws RemoteException {
        Set<String> names = new LinkedHashSet<>(List.of(registry().list()));
        synchronized (this) {
            names.addAll(waiting.keySet());
        }
        return names.toArray(String[]::new);
    }

    synchronized void bind(String name, Remote object) throws AlreadyBoundException, RemoteException {
        switch (phase) {
            case RUNNING -> {
                if (inherited.remove(name) && ours(name)) {
                    registry().rebind(name, object);
                } else {
                    registry().bind(name, object);
                }
                bound.add(name);
            }
            case STARTING -> {
                if (waiting.containsKey(name) || takenByOthers(name)) {
                    throw new AlreadyBoundException(name);
                }
                waiting.put(name, object);
            }
            case GIVING_WAY, REPLACED -> throw new AlreadyBoundException(name);
        }
    }

    /** Whether somebody else than a former version has bound it. */
    private boolean takenByOthers(String name) throws RemoteException {
        return !ours(name) && List.of(registry().list()).contains(name);
    }

    synchronized void rebind(String name, Remote object) throws RemoteException {
        switch (phase) {
            case RUNNING -> {
                keep(name);
                registry().rebind(name, object);
                bound.add(name);
                inherited.remove(name);
            }
            case STARTING -> waiting.put(name, object);
            case GIVING_WAY, REPLACED -> LOG.debug("{} is replaced: it does not bind {} any more", deployment, name);
        }
    }

    synchronized void unbind(String name) throws NotBoundException, RemoteException {
        switch (phase) {
            case RUNNING -> {
                keep(name);
                registry().unbind(name);
                bound.remove(name);
                inherited.remove(name);
            }
            case STARTING -> {
                if (waiting.remove(name) == null) {
                    throw new NotBoundException(name);
                }
            }
            case GIVING_WAY, REPLACED -> LOG.debug("{} is replaced: it does not unbind {} any more", deployment, name);
        }
    }
}
