package dev.hearth.core.adapter;

import dev.hearth.api.Lifecycle;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Identity;
import java.io.IOException;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds objects, by the number that a stub has or by name, and makes the slots of those that are not in memory.
 *
 * <p>Two that look for the same object get the same slot. Thread-safe.
 */
final class Finder {

    private final StateStore store;
    private final HearthConfig.Objects config;
    private final Numbers numbers;
    private final TypeTable types;
    private final SlotTable slots;
    private final Lives lives;
    private final Dozing dozing;

    Finder(
            StateStore store,
            HearthConfig.Objects config,
            Numbers numbers,
            TypeTable types,
            SlotTable slots,
            Lives lives,
            Dozing dozing) {
        this.store = store;
        this.config = config;
        this.numbers = numbers;
        this.types = types;
        this.slots = slots;
        this.lives = lives;
        this.dozing = dozing;
    }

    /**
     * The object that a call is for, pinned: the caller unpins it.
     *
     * @throws NoSuchObjectException if there is none, or its type is not deployed now
     * @throws RemoteException if the store can't answer
     */
    ObjectSlot find(Target target) throws RemoteException {
        while (true) {
            ObjectSlot slot =
                    target instanceof Target.ById id ? byNumber(id.number()) : byName(((Target.ByName) target).name());
            if (slot.removed()) {
                if (target instanceof Target.ById) {
                    throw gone();
                }
                slot.awaitGone();
                continue;
            }
            if (slot.pinSoon()) {
                return upToDate(slot);
            }
            if (!mayWait()) {
                throw new RemoteException(
                        "HEARTH-STATE: " + slot + " is about to rest or to end, and a lifecycle method of"
                                + " an object that is too can't wait for it");
            }
            slot.awaitClosing();
        }
    }

    private static boolean mayWait() {
        CallScope scope = CallScope.current();
        LifecycleScope lifecycle = LifecycleScope.current();
        return scope != null
                ? scope.transaction().mayWait()
                : lifecycle == null || lifecycle.transaction().mayWait();
    }

    /**
     * Looks at the type once the slot is pinned: a slot that was made while its type was replaced or withdrawn may have been
     * overlooked by whoever did that.
     */
    private ObjectSlot upToDate(ObjectSlot slot) throws NoSuchObjectException {
        TypeEntry newer = slot.anonymous() ? null : slot.entry().successor();
        if (newer != null) {
            slot.replaceType(newer);
        }
        if (slot.entry().withdrawn() && !slot.anonymous()) {
            deployedAgain(slot);
        }
        if (slot.entry().withdrawn()) {
            letGo(slot);
            throw slot.anonymous()
                    ? gone()
                    : notDeployed(slot.name(), slot.type().name());
        }
        if (slot.anonymous() && !dozing.wake(slot)) {
            slot.unpin();
            throw gone();
        }
        return slot;
    }

    /** An object whose calls outlasted its type's end goes on with the type that is there now. */
    private void deployedAgain(ObjectSlot slot) {
        TypeEntry now = types.get(slot.type().name());
        if (now != null && now.type().persistent() == slot.persistent()) {
            slot.replaceType(now);
        }
    }

    /** Unpins a slot that was found and not called: a transient object that was made for nothing ends after a while. */
    void letGo(ObjectSlot slot) {
        if (!slot.persistent()) {
            lives.called(slot);
        }
        slot.unpin();
    }

    private ObjectSlot byNumber(long number) throws RemoteException {
        ObjectSlot present = slots.get(number);
        if (present != null) {
            return present;
        }
        Identity identity = number < 0 ? null : stored(number);
        if (identity == null) {
            throw gone();
        }
        TypeEntry entry = types.get(identity.type());
        if (entry == null) {
            throw notDeployed(identity.name(), identity.type());
        }
        return slots.add(new ObjectSlot(identity.number(), identity.name(), entry));
    }

    private static NoSuchObjectException gone() {
        return new NoSuchObjectException("no such object: it has ended, or was never here");
    }

    private static NoSuchObjectException notDeployed(String name, String type) {
        return new NoSuchObjectException("HEARTH-UNDEPLOYED: " + name + " is of type " + type
                + ", which is not deployed now; the stub is good again when it is");
    }

    private @Nullable Identity stored(long number) throws RemoteException {
        try {
            return store.identity(number).orElse(null);
        } catch (IOException unreadable) {
            throw new RemoteException("HEARTH-STORE: " + unreadable.getMessage());
        }
    }

    private ObjectSlot byName(String name) throws RemoteException {
        ObjectSlot present = slots.get(name);
        if (present != null) {
            return present;
        }
        TypeEntry entry = types.owner(name);
        if (entry == null) {
            throw new NoSuchObjectException("no object answers at " + name);
        }
        try {
            return appeared(slots.add(newSlot(name, entry)));
        } catch (RemoteException refused) {
            throw refused;
        } catch (IOException unwritable) {
            throw new RemoteException("HEARTH-STORE: " + unwritable.getMessage());
        }
    }

    private ObjectSlot newSlot(String name, TypeEntry entry) throws IOException, RemoteException {
        HostedType type = entry.type();
        boolean keyed = !name.equals(type.name());
        if (keyed) {
            Names.check(name);
        }
        if (type.lifecycle() == Lifecycle.PERSISTENT) {
            Optional<Identity> known = store.identity(name);
            return known.isPresent()
                    ? new ObjectSlot(known.get().number(), name, entry)
                    : newPersistent(name, entry, keyed);
        }
        return keyed ? newTransient(name, entry) : new ObjectSlot(entry.number(), name, entry);
    }

    /** Of two that make the same object, the store lets one win; only that one counts. */
    private ObjectSlot newPersistent(String name, TypeEntry entry, boolean keyed) throws IOException, RemoteException {
        if (keyed) {
            admitOneMore(entry);
        }
        boolean won = false;
        try {
            long number = numbers.next();
            Identity identity = store.identify(name, entry.type().name(), number);
            won = identity.number() == number;
            return new ObjectSlot(identity.number(), name, entry);
        } finally {
            if (keyed && !won) {
                entry.objects().decrementAndGet();
            }
        }
    }

    /** One at a time, so that two lookups of a new name get one object. */
    private synchronized ObjectSlot newTransient(String name, TypeEntry entry) throws IOException, RemoteException {
        ObjectSlot present = slots.get(name);
        if (present != null) {
            return present;
        }
        long number = numbers.next();
        admitOneMore(entry);
        return slots.add(new ObjectSlot(number, name, entry));
    }

    private void admitOneMore(TypeEntry entry) throws RemoteException {
        if (entry.objects().incrementAndGet() > config.maxPerType()) {
            entry.objects().decrementAndGet();
            throw new RemoteException("HEARTH-FULL: " + entry.type().name() + " has " + config.maxPerType()
                    + " objects, the most that objects.max-per-type allows");
        }
    }

    /** The slot of a number that a lease came for: a named transient type's object may not be in memory yet. */
    @Nullable
    ObjectSlot leasable(long number) {
        ObjectSlot present = slots.get(number);
        if (present != null) {
            return present;
        }
        for (TypeEntry entry : types.all()) {
            if (entry.number() == number && !entry.type().persistent()) {
                return appeared(slots.add(new ObjectSlot(number, entry.type().name(), entry)));
            }
        }
        return null;
    }

    private ObjectSlot appeared(ObjectSlot slot) {
        lives.appeared(slot);
        return slot;
    }
}
