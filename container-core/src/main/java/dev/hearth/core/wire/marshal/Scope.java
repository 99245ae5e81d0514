package dev.hearth.core.wire.marshal;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * The surroundings that classes are read in: a deployment's loader, its own classes, and what the configuration lets in
 * besides.
 *
 * <p>Kept with the hosted methods of the deployment, so that nothing here outlives the loader. Thread-safe.
 */
final class Scope {

    private static final int MOST_COMBINATIONS = 100;

    private final ClassLoader loader;
    private final Predicate<String> own;
    private final NamePatterns allowed;
    private final Refusals refusals;

    /** Which interfaces proxies were made of in the loader itself; each such class stays as long as the loader. */
    private final Set<List<Class<?>>> combinations = ConcurrentHashMap.newKeySet();

    /** Bounded by the methods of the remote interfaces that the loader sees. */
    private final ConcurrentMap<Method, OutgoingMethod> outgoing = new ConcurrentHashMap<>();

    Scope(ClassLoader loader, Predicate<String> own, NamePatterns allowed, Refusals refusals) {
        this.loader = loader;
        this.own = own;
        this.allowed = allowed;
        this.refusals = refusals;
    }

    ClassLoader loader() {
        return loader;
    }

    /**
     * The loader for a proxy of these interfaces, in this order. A peer can think up more combinations of a few interfaces
     * than there is room for classes; those after the first {@value #MOST_COMBINATIONS} go with their stubs.
     */
    ClassLoader proxyLoader(List<Class<?>> interfaces) {
        if (combinations.contains(interfaces)) {
            return loader;
        }
        if (combinations.size() < MOST_COMBINATIONS) {
            combinations.add(interfaces);
            return loader;
        }
        return new Passing(loader);
    }

    /** Holds the classes of one stub. */
    private static final class Passing extends ClassLoader {
        Passing(ClassLoader parent) {
            super(parent);
        }
    }

    boolean owns(String className) {
        return own.test(className);
    }

    NamePatterns allowed() {
        return allowed;
    }

    Refusals refusals() {
        return refusals;
    }

    OutgoingMethod outgoing(Method method) {
        OutgoingMethod present = outgoing.get(method);
        return present != null ? present : outgoing.computeIfAbsent(method, m -> OutgoingMethod.of(m, this));
    }

    /** The same rules for another deployment's loader. */
    Scope relocated(ClassLoader target) {
        return target == loader ? this : new Scope(target, own, allowed, refusals);
    }
}
