package dev.hearth.core.adapter;

import dev.hearth.core.adapter.AnonymousObjects.Hold;
import dev.hearth.core.adapter.AnonymousObjects.Maker;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Reference;
import dev.hearth.core.store.HostedNames;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.server.ExportException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which instance stands for which object. Thread-safe.
 *
 * <p>A servant is known by its identity while it is active; a reference between hosted objects is a proxy of ours.
 */
final class HostedReferences implements ObjectReferences, HostedNames {

    private final ConcurrentHashMap<IdentityKey, ObjectSlot> servants = new ConcurrentHashMap<>();
    private final ObjectAdapter adapter;
    private final ValueCopier copier;
    private @Nullable CallEntry entry;

    HostedReferences(ObjectAdapter adapter, ValueCopier copier) {
        this.adapter = adapter;
        this.copier = copier;
    }

    /** Says where calls through references go; once, before the first. */
    void connect(CallEntry callEntry) {
        entry = callEntry;
    }

    private CallEntry entry() {
        if (entry == null) {
            throw new IllegalStateException("the container is not started");
        }
        return entry;
    }

    void servantAppeared(Object servant, ObjectSlot slot) {
        servants.put(new IdentityKey(servant), slot);
    }

    /** Only if it still stands for this object: an instance that was given away again has another by then. */
    void servantVanished(Object servant, ObjectSlot slot) {
        servants.remove(new IdentityKey(servant), slot);
    }

    /** The object whose servant this is, or is about to become. */
    @Nullable
    ObjectSlot slotOf(Object servant) {
        ObjectSlot known = servants.get(new IdentityKey(servant));
        return known == null ? Making.of(servant) : known;
    }

    @Override
    public @Nullable Reference referenceTo(Object candidate) {
        LocalReference local = LocalReference.of(candidate);
        if (local != null) {
            long number = local.number();
            ObjectSlot slot = adapter.inMemory(number);
            List<Class<?>> interfaces = List.of(candidate.getClass().getInterfaces());
            return new Reference(number, interfaces, slot == null ? null : slot.port());
        }
        ObjectSlot slot = slotOf(candidate);
        return slot == null ? null : shown(slot);
    }

    @Override
    public Reference export(Remote object) throws ExportException {
        CallScope scope = CallScope.current();
        if (scope == null) {
            throw new ExportException(object.getClass().getName()
                    + " can be hosted only while a call is running: give it away in a method's result");
        }
        return shown(adapter.anonymous().host(object, Maker.of(scope.slot()), null, Hold.STUB));
    }

    private static Reference shown(ObjectSlot slot) {
        return new Reference(slot.number(), slot.type().interfaces(), slot.port());
    }

    @Override
    public Object referenceFor(long number, List<Class<?>> interfaces, ClassLoader loader) {
        return proxy(new LocalReference.ByNumber(number), interfaces, loader);
    }

    private Object proxy(LocalReference.Identity identity, List<Class<?>> interfaces, ClassLoader loader) {
        return Proxy.newProxyInstance(
                loader,
                interfaces.toArray(Class<?>[]::new),
                new LocalReference(identity, this, entry(), copier, adapter.deploymentOf(loader)));
    }

    /** A reference to an object of a deployed type, with all its remote interfaces. */
    Object referenceTo(ObjectSlot slot) {
        HostedType type = slot.type();
        return referenceFor(slot.number(), type.interfaces(), type.deployment().loader());
    }

    long numberOf(String name) throws java.rmi.RemoteException {
        return adapter.numberOf(name);
    }

    @Override
    public Optional<String> nameOf(Remote object) {
        LocalReference local = LocalReference.of(object);
        if (local != null && local.name().isPresent()) {
            return local.name();
        }
        ObjectSlot slot = local == null ? slotOf(object) : adapter.inMemory(local.number());
        if (slot != null) {
            return slot.anonymous() ? Optional.empty() : Optional.of(slot.name());
        }
        return local == null ? Optional.empty() : adapter.nameOf(local.number());
    }

    @Override
    public Remote reference(String name, Class<?> type) {
        return (Remote) proxy(new LocalReference.ByName(name), List.of(type), type.getClassLoader());
    }

    @Override
    public void stubLeft(long number) {
        adapter.lives().stubLeft(adapter.inMemory(number));
    }

    @Override
    public void leased(long number) {
        adapter.lives().leased(adapter.leasable(number));
    }

    @Override
    public void released(long number) {
        adapter.lives().released(adapter.inMemory(number));
    }

    /** Compares by identity. */
    private static final class IdentityKey {
        private final Object instance;

        IdentityKey(Object instance) {
            this.instance = instance;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(instance);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // identity is the point
        public boolean equals(@Nullable Object other) {
            return other instanceof IdentityKey key && key.instance == instance;
        }
    }
}
