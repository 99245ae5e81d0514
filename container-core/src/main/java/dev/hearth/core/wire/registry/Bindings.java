package dev.hearth.core.wire.registry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.rmi.AlreadyBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Another server's object. */
    record Foreign(Remote stub) implements Bound {}

    /**
     * An object of ours.
     *
     * @param type the name of its type; empty if a method gave the object away
     */
    record Hosted(long number, String type) implements Bound {}

    private final int most;
    private final Map<String, Bound> names = new ConcurrentSkipListMap<>();

    /** How many names each hosted object has. */
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
        return Optional.ofNullable(names.get(name));
    }

    List<String> names() {
        return List.copyOf(names.keySet());
    }

    /** Whether a name holds the object of this number. */
    public boolean holds(long number) {
        return held.containsKey(number);
    }

    /** @throws AlreadyBoundException if the name is bound */
    synchronized void add(String name, Bound bound) throws AlreadyBoundException, RemoteException {
        if (names.containsKey(name)) {
            throw new AlreadyBoundException(name);
        }
        put(name, bound);
    }

    /** Returns what the name meant before. */
    synchronized @Nullable Bound put(String name, Bound bound) throws RemoteException {
        if (names.size() >= most && !names.containsKey(name)) {
            throw new RemoteException("HEARTH-FULL: " + most + " names are bound, the most that registry.names allows");
        }
        Bound before = names.put(name, bound);
        if (bound instanceof Hosted hosted) {
            held.merge(hosted.number(), 1, Integer::sum);
        }
        forget(before);
        return before;
    }

    /** Returns what the name meant; null if it is not bound. */
    synchronized @Nullable Bound remove(String name) {
        Bound before = names.remove(name);
        forget(before);
        return before;
    }

    /** Unbinds the name if it still means this. */
    synchronized void remove(String name, Bound stale) {
        if (stale.equals(names.get(name))) {
            remove(name);
        }
    }

    @GuardedBy("this")
    private void forget(@Nullable Bound bound) {
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

    private synchronized void removeAll(Predicate<Bound> gone) {
        Map<String, Bound> going = new HashMap<>(names);
        going.values().removeIf(gone.negate());
        going.keySet().forEach(this::remove);
    }
}
