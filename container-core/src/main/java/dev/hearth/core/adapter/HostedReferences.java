package dev.hearth.core.adapter;

import dev.hearth.core.adapter.AnonymousObjects.Hold;
import dev.hearth.core.adapter.AnonymousObjects.Maker;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.Departure;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Reference;
import dev.hearth.core.call.StandIn;
import dev.hearth.core.call.StubRefs;
import dev.hearth.core.call.Target;
import dev.hearth.core.store.HostedNames;
import java.net.InetAddress;
import java.rmi.Remote;
import java.rmi.server.ExportException;
import java.rmi.server.RemoteRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which instance stands for which object. Thread-safe.
 *
 * <p>A servant is known by its identity while it is active; a reference between hosted objects is a proxy of ours.
 */
final class HostedReferences implements ObjectReferences, HostedNames {

    private final Servants servants = new Servants();
    private final Dozing dozing = new Dozing(this);
    private final ObjectAdapter adapter;
    private final ValueCopier copier;
    private @Nullable CallEntry entry;
    private volatile @Nullable StubRefs refs;

    HostedReferences(ObjectAdapter adapter, ValueCopier copier) {
        this.adapter = adapter;
        this.copier = copier;
    }

    /** Says where calls through references go; once, before the first. */
    void connect(CallEntry callEntry) {
        entry = callEntry;
    }

    /** Says what stubs are in streams that hosted code makes for itself; once, before the first export. */
    void connect(StubRefs stubRefs) {
        refs = stubRefs;
    }

    private CallEntry entry() {
        if (entry == null) {
            throw new IllegalStateException("the container is not started");
        }
        return entry;
    }

    /** Exported objects that nobody but code may hold. */
    Dozing dozing() {
        return dozing;
    }

    void servantAppeared(Activation made) {
        servants.put(made);
    }

    /** Only if it still stands for this object: an instance that was given away again has another by then. */
    void servantVanished(Activation gone) {
        servants.remove(gone);
    }

    /** This instance stands for no object any more, though it may be in a call still. */
    void noServantAnyMore(Object servant) {
        dozing.forget(servant, () -> {
            Activation active = servants.of(servant);
            if (active != null) {
                servants.remove(active);
            }
        });
    }

    /** The object whose servant this is, or is about to become. */
    @Nullable
    ObjectSlot slotOf(Object servant) {
        Activation active = servants.of(servant);
        if (active != null) {
            return active.slot();
        }
        ObjectSlot dozes = dozing.slotOf(servant);
        if (dozes != null) {
            return dozes;
        }
        active = servants.of(servant); // it may have been woken in between
        return active == null ? Making.of(servant) : active.slot();
    }

    @Override
    public @Nullable Reference referenceTo(Object written) {
        Object candidate = StandIn.meant(written);
        LocalReference local = LocalReference.of(candidate);
        if (local != null) {
            long number = local.number();
            ObjectSlot slot = adapter.inMemory(number);
            List<Class<?>> interfaces = List.of(candidate.getClass().getInterfaces());
            return slot == null
                    ? new Reference(number, interfaces)
                    : new Reference(number, interfaces, slot.port(), slot.type().stub());
        }
        ObjectSlot slot = slotOf(candidate);
        return slot == null || (slot.anonymous() && !staysForNow(slot)) ? null : shown(slot);
    }

    /** An object without a name that is just ending has no references any more; one without a lease is held as by a call. */
    private boolean staysForNow(ObjectSlot slot) {
        boolean stays = slot.pinSoon();
        if (stays) {
            adapter.lives().called(slot);
            slot.unpin();
        }
        return stays;
    }

    @Override
    public Reference export(Remote object) throws ExportException {
        CallScope scope = CallScope.current();
        if (scope == null) {
            throw new ExportException(
                    object.getClass().getName()
                            + " is not exported: do so first, by UnicastRemoteObject.exportObject(object, 0) or by extending"
                            + " UnicastRemoteObject; Hearth does it by itself only for what a call of a hosted object gives away");
        }
        return shown(adapter.anonymous().host(object, makerOf(object, scope.slot()), null, Hold.STUB));
    }

    /** The version of the servant's own deployment whose class it is: the call may be in one that was replaced meanwhile. */
    private Maker makerOf(Remote object, ObjectSlot slot) {
        Maker now = Maker.of(slot);
        return adapter.versionWith(object.getClass().getClassLoader())
                .map(version -> new Maker(now.name(), version))
                .orElse(now);
    }

    private static Reference shown(ObjectSlot slot) {
        return new Reference(
                slot.number(),
                slot.type().interfaces(),
                slot.port(),
                slot.type().stub());
    }

    /** As a stub that a client has: it may hold an object without a name. */
    @Override
    public Object referenceFor(long number, List<Class<?>> interfaces, ClassLoader loader) {
        ObjectSlot slot = adapter.inMemory(number);
        Object hold = slot != null && held(slot, loader) ? adapter.lives().referenceGiven(slot) : null;
        return proxy(new Target.ById(number, 0), interfaces, loader, hold);
    }

    /** What its own version has exported, and in the code of others also what a method gave away, or has outlived its version. */
    private boolean held(ObjectSlot slot, ClassLoader loader) {
        return slot.exported() || (slot.anonymous() && slot.type().deployment().loader() != loader);
    }

    private Remote proxy(Target target, List<Class<?>> interfaces, ClassLoader loader, @Nullable Object hold) {
        return new LocalReference(target, this, entry(), copier, adapter.deploymentOf(loader), hold)
                .proxy(loader, interfaces);
    }

    /** What is inside a stub of this object that hosted code writes in a stream of its own. */
    RemoteRef written(long number) {
        if (refs == null) {
            throw new IllegalStateException("the container has no object port");
        }
        ObjectSlot slot = adapter.inMemory(number);
        if (slot != null) {
            adapter.lives().stubsLeaveUnseen(slot);
        }
        return refs.to(slot == null ? new Reference(number, List.of()) : shown(slot));
    }

    /** A reference to an object of a deployed type, with all its remote interfaces; it holds nothing, as a stub that no client has. */
    Object referenceTo(ObjectSlot slot) {
        HostedType type = slot.type();
        return proxy(
                new Target.ById(slot.number(), 0),
                type.interfaces(),
                type.deployment().loader(),
                null);
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
        return proxy(new Target.ByName(name), List.of(type), type.getClassLoader(), null);
    }

    @Override
    public Departure stubLeft(long number, InetAddress to) {
        return adapter.lives().stubLeft(adapter.inMemory(number), to);
    }

    @Override
    public void leased(long number, InetAddress by) {
        adapter.lives().leased(number, by);
    }

    @Override
    public void released(long number) {
        adapter.lives().released(number);
    }

    /** Activations by the identity of their servants. */
    private static final class Servants extends OpenTable<Activation> {

        @SuppressWarnings("ReferenceEquality") // identity is the point
        @Nullable
        Activation of(Object servant) {
            return find(System.identityHashCode(servant), activation -> activation.servant() == servant);
        }

        @Override
        long hashed(Activation activation) {
            return System.identityHashCode(activation.servant());
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // identity is the point
        boolean sameKey(Activation one, Activation other) {
            return one.servant() == other.servant();
        }
    }
}
