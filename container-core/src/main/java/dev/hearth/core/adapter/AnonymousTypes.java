package dev.hearth.core.adapter;

import dev.hearth.api.Lifecycle;
import dev.hearth.core.adapter.AnonymousObjects.Maker;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import java.io.ObjectInputFilter;
import java.rmi.server.ExportException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The types of objects that hosted code gives away or exports. Thread-safe. */
final class AnonymousTypes {

    private final Map<Deployment, Map<Key, TypeEntry>> entries = new ConcurrentHashMap<>();
    private final AtomicLong objects = new AtomicLong();
    private final long most;

    AnonymousTypes(long most) {
        this.most = most;
    }

    /** The same class given away by another type is named after that one. */
    private record Key(Class<?> implementation, String maker) {}

    /** @param filter what arguments must pass besides; a type that has one is of one object only */
    TypeEntry entryFor(Class<?> implementation, Maker maker, @Nullable ObjectInputFilter filter)
            throws ExportException {
        if (objects.get() >= most) {
            throw new ExportException(
                    "HEARTH-FULL: " + most + " anonymous objects exist, the most that objects.max-anonymous allows");
        }
        try {
            return filter != null
                    ? describe(implementation, maker, filter)
                    : entries.computeIfAbsent(maker.deployment(), deployment -> new ConcurrentHashMap<>())
                            .computeIfAbsent(
                                    new Key(implementation, maker.name()),
                                    key -> describe(implementation, maker, null));
        } catch (IllegalArgumentException unfit) {
            throw new ExportException(unfit.getMessage());
        }
    }

    private TypeEntry describe(Class<?> implementation, Maker maker, @Nullable ObjectInputFilter filter) {
        Deployment deployment = maker.deployment();
        HostedType.Traits traits = new HostedType.Traits(Lifecycle.TRANSIENT, deployment.threading(), false, false);
        HostedType type = HostedType.of(
                maker.name(),
                deployment,
                implementation,
                traits,
                context -> {
                    throw new IllegalStateException("an object without a name is made by hosted code alone");
                },
                filter);
        return new TypeEntry(type, null, 0, objects);
    }

    /** A version of a deployment is gone for good. */
    void forget(Deployment deployment) {
        entries.remove(deployment);
    }
}
