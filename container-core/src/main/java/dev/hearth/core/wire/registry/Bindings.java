package dev.hearth.core.wire.registry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.reflect.Proxy;
import java.rmi.AlreadyBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The names that code bound, and what each means: a hosted object by its number, or a foreign stub.
 *
 * <p>In memory only, and bounded. Thread-safe; {@link #holds} takes no lock, for it is asked while objects end.
 */
public final class Bindings {

    /** What a name means. */
    sealed interface Bound {}

    /** Another server's object, or a value that code of a deployment has bound. */
    record Foreign(Remote stub) implements Bound {}

    /**
     * An object of ours.
     *
     * @param type the name of its type; empty if a method gave the object away
     */
    record Hosted(long number, String type) implements Bound {}

    /**
     * What a name means, and who says so.
     *
     * @param deployment whose code has bound it; empty if no deployment's
     */
    record Binding(Bound bound, String deployment) {}

    private final int most;
    private final Map<String, Binding> names = new ConcurrentSkipListMap<>();

    /** How many names each hosted object has, those included that may be put back. */
    private final Map<Long, Integer> held = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param most how many names may be bound
     */
    public Bindings(int most) {
        this.most = most;
    }

    Optional<Bound> get(String name) {
        return Optional.ofNullable(names.get(name)).map(Binding::bound);
    }

    /** Whether code of this deployment was the last to bind the name. */
    boolean boundBy(String deployment, String name) {
        Binding binding = names.get(name);
        return binding != null && binding.deployment().equals(deployment);
    }

    List<String> names() {
        return List.copyOf(names.keySet());
    }

    /** Whether a name holds the object of this number. */
    public boolean holds(long number) {
        return held.containsKey(number);
    }

    /** @throws AlreadyBoundException if the name is bound */
    synchronized void add(String name, Bound bound, String deployment) throws AlreadyBoundException, RemoteException {
        if (names.containsKey(name)) {
            throw new AlreadyBoundException(name);
        }
        put(name, bound, deployment);
    }

    /** Returns what the name meant before. */
    synchronized @Nullable Bound put(String name, Bound bound, String deployment) throws RemoteException {
        requireRoom(Set.of(name));
        return replace(name, new Binding(bound, deployment));
    }

    /** @throws RemoteException if these names would be more than may be bound */
    synchronized void requireRoom(Collection<String> wanted) throws RemoteException {
        long further = wanted.stream().filter(name -> !names.containsKey(name)).count();
        if (further > 0 && names.size() + further > most) {
            throw new RemoteException("HEARTH-FULL: " + names.size() + " names are bound, and " + further
                    + " more would be over the " + most + " that registry.names allows");
        }
    }

    /** Returns what the name meant; null if it is not bound. */
    synchronized @Nullable Bound remove(String name) {
        return replace(name, null);
    }

    /** Unbinds the name if it still means this. */
    synchronized void remove(String name, Bound stale) {
        if (get(name).filter(stale::equals).isPresent()) {
            remove(name);
        }
    }

    /** Unbinds the name if code of this deployment was the last to bind it; null if it was not. */
    synchronized @Nullable Bound remove(String name, String deployment) {
        return boundBy(deployment, name) ? remove(name) : null;
    }

    /** What these names mean now; each of its objects is held as by a name, until it is {@link #release}d. */
    synchronized Map<String, Binding> keep(Collection<String> wanted) {
        Map<String, Binding> kept = new HashMap<>();
        for (String name : wanted) {
            Binding binding = names.get(name);
            if (binding != null) {
                kept.put(name, binding);
                hold(binding.bound());
            }
        }
        return kept;
    }

    synchronized void release(Collection<Binding> kept) {
        kept.forEach(binding -> forget(binding.bound()));
    }

    /**
     * Gives a name that code of this deployment has bound, or unbound, its former meaning.
     *
     * @param former null if it was not bound
     * @return what it meant; null if others have bound it meanwhile, and it stays theirs
     */
    synchronized @Nullable Bound putBack(String name, @Nullable Binding former, String deployment) {
        return boundBy(deployment, name) || !names.containsKey(name) ? replace(name, former) : null;
    }

    @GuardedBy("this")
    private @Nullable Bound replace(String name, @Nullable Binding now) {
        Binding before = now == null ? names.remove(name) : names.put(name, now);
        if (now != null) {
            hold(now.bound());
        }
        if (before == null) {
            return null;
        }
        forget(before.bound());
        return before.bound();
    }

    @GuardedBy("this")
    private void hold(Bound bound) {
        if (bound instanceof Hosted hosted) {
            held.merge(hosted.number(), 1, Integer::sum);
        }
    }

    @GuardedBy("this")
    private void forget(Bound bound) {
        if (bound instanceof Hosted hosted) {
            held.computeIfPresent(hosted.number(), (number, count) -> count == 1 ? null : count - 1);
        }
    }

    /** The object of this number has ended: its names go. */
    public void ended(long number) {
        if (holds(number)) {
            removeAll(bound -> bound instanceof Hosted hosted && hosted.number() == number);
        }
    }

    /** The type of this name is not deployed any more: the names of its objects go. */
    public void withdrawn(String type) {
        removeAll(bound -> bound instanceof Hosted hosted && hosted.type().equals(type));
    }

    /** The classes of this loader are gone: so are the names of values of them. */
    void forget(ClassLoader loader) {
        removeAll(bound -> bound instanceof Foreign value && of(loader, value.stub()));
    }

    private static boolean of(ClassLoader loader, Remote value) {
        return value.getClass().getClassLoader() == loader
                || (Proxy.isProxyClass(value.getClass())
                        && Proxy.getInvocationHandler(value).getClass().getClassLoader() == loader);
    }

    private synchronized void removeAll(Predicate<Bound> gone) {
        Map<String, Binding> going = new HashMap<>(names);
        going.values().removeIf(binding -> !gone.test(binding.bound()));
        going.keySet().forEach(this::remove);
    }
}
