package dev.hearth.core.adapter;

import dev.hearth.api.Lifecycle;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import java.rmi.server.ExportException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The types of objects that hosted methods give away. Thread-safe. */
final class AnonymousTypes {

    private final Map<Deployment, Map<Key, TypeEntry>> entries = new ConcurrentHashMap<>();
    private final AtomicLong objects = new AtomicLong();
    private final long most;

    AnonymousTypes(long most) {
        this.most = most;
    }

    /** The same class given away by another type is named after that one. */
    private record Key(Class<?> implementation, String maker) {}

    TypeEntry entryFor(Class<?> implementation, HostedType maker) throws ExportException {
        if (objects.get() >= most) {
            throw new ExportException(
                    "HEARTH-FULL: " + most + " anonymous objects exist, the most that objects.max-anonymous allows");
        }
        try {
            return entries.computeIfAbsent(maker.deployment(), deployment -> new ConcurrentHashMap<>())
                    .computeIfAbsent(new Key(implementation, maker.name()), key -> describe(implementation, maker));
        } catch (IllegalArgumentException unfit) {
            throw new ExportException(unfit.getMessage());
        }
    }

    private TypeEntry describe(Class<?> implementation, HostedType maker) {
        Deployment deployment = maker.deployment();
        HostedType.Traits traits = new HostedType.Traits(Lifecycle.TRANSIENT, deployment.threading(), false, false);
        HostedType type = HostedType.of(maker.name(), deployment, implementation, traits, context -> {
            throw new IllegalStateException("an object that a method gave away is made by that method alone");
        });
        return new TypeEntry(type, null, 0, objects);
    }

    /** A version of a deployment is gone for good. */
    void forget(Deployment deployment) {
        entries.remove(deployment);
    }
}
