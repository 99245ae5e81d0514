package dev.hearth.core.wire.marshal;

import java.lang.reflect.Method;
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

    private final ClassLoader loader;
    private final Predicate<String> own;
    private final NamePatterns allowed;
    private final Refusals refusals;

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
