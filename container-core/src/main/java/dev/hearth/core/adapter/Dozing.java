package dev.hearth.core.adapter;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exported objects that no client, no name and no stub on its way holds: only the code that has exported them may still do. As
 * under plain RMI, one that this code has let go of as well is collected, and has ended then.
 *
 * <p>Until then a call, a name, a lease or a new stub wakes it: it is held again, as the object that it was. Thread-safe.
 */
final class Dozing {

    private final HostedReferences references;
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    @GuardedBy("this")
    private final Map<ObjectSlot, Sleeper> bySlot = new HashMap<>();

    /** By the identity of their servants. */
    private final Sleepers byServant = new Sleepers();

    Dozing(HostedReferences references) {
        this.references = references;
    }

    /** Lets go of the servant of a slot that is closed; not if it was taken back meanwhile, and stands for no object any more. */
    synchronized void doze(ObjectSlot slot) {
        Activation active = slot.activation();
        if (active != null && !slot.removed()) {
            Sleeper sleeper = new Sleeper(active, collected);
            bySlot.put(slot, sleeper);
            byServant.put(sleeper);
            references.servantVanished(active);
            slot.activation(null);
        }
    }

    /** Holds the servant again, where it was let go of; false if it was collected. */
    boolean wake(ObjectSlot slot) {
        return slot.incarnate() || (slot.anonymous() && wakeSleeper(slot));
    }

    private synchronized boolean wakeSleeper(ObjectSlot slot) {
        Sleeper sleeper = bySlot.get(slot);
        if (sleeper == null) {
            return slot.incarnate(); // another was faster
        }
        Object servant = sleeper.get();
        if (servant == null) {
            return false;
        }
        Activation again = new Activation(slot, sleeper.entry, servant);
        slot.activation(again);
        if (!slot.removed()) {
            references.servantAppeared(again);
        }
        forget(sleeper);
        return true;
    }

    @GuardedBy("this")
    private void forget(Sleeper sleeper) {
        bySlot.remove(sleeper.slot);
        byServant.remove(sleeper);
    }

    /**
     * The servant of a removed object stands for none any more.
     *
     * @param alsoAwake forgets it where it is not let go of; nobody wakes it or lets go of it meanwhile
     */
    synchronized void forget(Object servant, Runnable alsoAwake) {
        alsoAwake.run();
        Sleeper sleeper = byServant.of(servant);
        if (sleeper != null) {
            forget(sleeper);
        }
    }

    /** The slot of a servant that was let go of; null if it is none such. */
    @Nullable
    ObjectSlot slotOf(Object servant) {
        Sleeper sleeper = byServant.of(servant);
        return sleeper == null ? null : sleeper.slot;
    }

    /** Passes on those that were collected since the last time. */
    void collected(Consumer<ObjectSlot> ended) {
        for (Reference<?> next = collected.poll(); next != null; next = collected.poll()) {
            Sleeper sleeper = (Sleeper) next;
            synchronized (this) {
                forget(sleeper);
            }
            ended.accept(sleeper.slot);
        }
    }

    /** Leads to the servant as long as somebody else does. */
    private static final class Sleeper extends WeakReference<Object> {

        private final ObjectSlot slot;
        private final TypeEntry entry;
        private final int hash;

        Sleeper(Activation active, ReferenceQueue<Object> collected) {
            super(active.servant(), collected);
            this.slot = active.slot();
            this.entry = active.entry();
            this.hash = System.identityHashCode(active.servant());
        }
    }

    private static final class Sleepers extends OpenTable<Sleeper> {

        @Nullable
        Sleeper of(Object servant) {
            return find(System.identityHashCode(servant), sleeper -> sleeper.refersTo(servant));
        }

        @Override
        long hashed(Sleeper sleeper) {
            return sleeper.hash;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a collected servant has no identity any more
        boolean sameKey(Sleeper one, Sleeper other) {
            return one == other;
        }
    }
}
