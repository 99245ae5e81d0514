package dev.hearth.core.adapter;

import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Change;
import java.rmi.NoSuchObjectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one chain of calls changes in persistent objects: committed together when the chain ends, or not at all.
 *
 * <p>Each call is a frame. A frame remembers how each object was when the frame, or a call below it, first entered it; when
 * the call throws, those objects are put back, and the caller may go on. What a chain saw decides how long its reply waits:
 * no reply leaves before everything that it saw is settled.
 *
 * <p>Used by the threads of one chain, one at a time, with the lanes of the objects held.
 */
public final class Transaction {

    private final StateStore store;
    private final Incarnator incarnator;
    private final ObjectAdapter adapter;
    private final boolean readOnly;
    private final @Nullable ObjectSlot lifecycleOf;
    private Map<ObjectSlot, Entered> entered = Map.of();
    private @Nullable Frame top;
    private long seen;
    private volatile @Nullable Throwable doom;

    /** A persistent object that the chain has entered. */
    private static final class Entered {
        private final byte @Nullable [] before;

        /** Of the state that was found: if it is forgotten meanwhile, what the chain has seen does not count. */
        private final int generation;

        private boolean removed;

        Entered(byte @Nullable [] before, int generation) {
            this.before = before;
            this.generation = generation;
        }
    }

    /** How an object was when a frame first entered it. */
    private static final class Saved {
        private final byte @Nullable [] state;
        private final boolean removed;

        Saved(byte @Nullable [] state, boolean removed) {
            this.state = state;
            this.removed = removed;
        }
    }

    /** A call of the chain; when it is over, the next one at its height uses its frame again. */
    private static final class Frame {
        private final @Nullable Frame below;
        private @Nullable Frame above;
        private ObjectSlot slot;
        private Map<ObjectSlot, Saved> saved = Map.of();

        Frame(@Nullable Frame below, ObjectSlot slot) {
            this.below = below;
            this.slot = slot;
        }

        Frame above(ObjectSlot entered) {
            if (above == null) {
                above = new Frame(this, entered);
            } else {
                above.slot = entered;
                above.saved = Map.of();
            }
            return above;
        }

        void save(ObjectSlot entered, Saved how) {
            if (saved.isEmpty()) {
                saved = new HashMap<>(4);
            }
            saved.putIfAbsent(entered, how);
        }

        void passDown() {
            if (below != null) {
                saved.forEach(below::save);
            }
        }
    }

    /** @param lifecycleOf the object whose lifecycle method runs, outside of calls; null for a chain of calls */
    Transaction(
            StateStore store,
            Incarnator incarnator,
            ObjectAdapter adapter,
            boolean readOnly,
            @Nullable ObjectSlot lifecycleOf) {
        this.store = store;
        this.incarnator = incarnator;
        this.adapter = adapter;
        this.readOnly = readOnly;
        this.lifecycleOf = lifecycleOf;
    }

    /**
     * Whether this chain may wait for others. Not while it lets an object go: calls for that object wait for its end, with
     * lanes of their own, and nobody looks for circles there.
     */
    public boolean mayWait() {
        return lifecycleOf == null || !lifecycleOf.closed();
    }

    /**
     * A call enters an object, on its thread and in its turn; makes a servant if there is none.
     *
     * @param alone whether the chain has the object's lane to itself; others use the servant that is there, of whatever
     *     version
     * @throws ActivationFailedException if there is none and none can be made; the call's frame is closed then, and what the
     *     attempt changed in other objects is put back
     */
    public void enter(ObjectSlot slot, boolean alone) throws ActivationFailedException {
        Frame frame = top == null ? new Frame(null, slot) : top.above(slot);
        top = frame;
        try {
            if (slot.persistent()) {
                enterPersistent(slot, frame, alone);
            } else if (alone && !slot.active()) {
                incarnator.incarnate(slot);
            }
        } catch (ActivationFailedException | RuntimeException | Error failed) {
            undo();
            throw failed;
        }
    }

    private void enterPersistent(ObjectSlot slot, Frame frame, boolean alone) throws ActivationFailedException {
        if (slot.removed()) {
            saw(slot.position());
            throw new ActivationFailedException(
                    slot + " has been removed", new NoSuchObjectException("the object has ended"));
        }
        Entered known = entered.get(slot);
        if (known == null) {
            Entered first = enterFirst(slot, alone);
            frame.save(slot, new Saved(first.before, false));
        } else {
            if (!slot.incarnate()) {
                incarnator.incarnate(slot);
            }
            if (!readOnly) {
                frame.save(slot, new Saved(incarnator.stateOf(slot), known.removed));
            }
        }
    }

    private Entered enterFirst(ObjectSlot slot, boolean alone) throws ActivationFailedException {
        if (alone) {
            activateAsDeployed(slot);
        }
        Entered first = new Entered(slot.state(), slot.stateGeneration());
        slot.pinAgain();
        if (entered.isEmpty()) {
            entered = new LinkedHashMap<>(4);
        }
        entered.put(slot, first);
        saw(slot.position());
        return first;
    }

    private void activateAsDeployed(ObjectSlot slot) throws ActivationFailedException {
        if (!slot.stateKnown()) {
            incarnator.drop(slot);
        }
        if (!slot.active()) {
            incarnator.incarnate(slot);
            if (readOnly && slot.state() == null) {
                incarnator.saveNew(slot);
            }
        }
    }

    /** The chain has seen what rests on this commit. */
    void saw(long position) {
        seen = Math.max(seen, position);
    }

    /** The object of the innermost call ends when the chain succeeds. */
    void remove(ObjectSlot slot) {
        if (!slot.persistent()) {
            adapter.lives().removeLater(slot);
            return;
        }
        Entered known = entered.get(slot);
        if (known == null || readOnly) {
            throw new IllegalStateException("remove() is for calls of the object itself, and not for read-only ones");
        }
        known.removed = true;
    }

    /** The innermost call has returned: what it changed stays, as far as its callers succeed. */
    public void keep() {
        pop().passDown();
    }

    /** The innermost call has thrown: what it and the calls below it changed is put back. */
    public void undo() {
        Frame frame = pop();
        if (readOnly) {
            return;
        }
        frame.saved.forEach((slot, saved) -> {
            Entered how = entered(slot);
            boolean changed = incarnator.restore(slot, saved.state, how.generation);
            how.removed = saved.removed;
            if (changed && runs(slot)) {
                doom(new IllegalStateException("a call on " + slot + " failed below a call of the same object, which"
                        + " can't go on with what was undone: nothing of this call is kept"));
            }
        });
        frame.passDown();
    }

    /**
     * The innermost call is to a read-only method and has changed its object; it throws. In a chain that may change objects
     * {@link #undo} puts it back. In one that reads, others may be in the servant, so that it stays until they have left, and
     * nobody new sees it; such a chain can't go on with what it has seen.
     */
    public void spoiled(ObjectSlot slot, Throwable fault) {
        if (readOnly) {
            slot.spoiled();
            doom(fault);
        }
    }

    private Entered entered(ObjectSlot slot) {
        Entered known = entered.get(slot);
        if (known == null) {
            throw new IllegalStateException(slot + " was not entered");
        }
        return known;
    }

    private boolean runs(ObjectSlot slot) {
        for (Frame frame = top; frame != null; frame = frame.below) {
            if (frame.slot == slot) {
                return true;
            }
        }
        return false;
    }

    private Frame pop() {
        Frame frame = top;
        if (frame == null) {
            throw new IllegalStateException("no call is open");
        }
        top = frame.below;
        return frame;
    }

    /** Nothing of this chain will be kept, whatever its calls make of it. The first reason stays. Thread-safe. */
    public synchronized void doom(Throwable reason) {
        if (doom == null) {
            doom = reason;
        }
    }

    /** Why nothing of this chain will be kept; null if nothing speaks against it. */
    public @Nullable Throwable doomed() {
        return doom;
    }

    /** Whether this chain has been in the object and not left it for good. */
    public boolean has(ObjectSlot slot) {
        return entered.containsKey(slot);
    }

    /**
     * Hands what was changed to the store, in one piece. Lanes are free after this.
     *
     * @return the position that must be settled before the reply leaves; 0 for none
     * @throws ActivationFailedException if an object's state can't be written as it is; nothing is kept then
     */
    public long commit() throws ActivationFailedException {
        for (Map.Entry<ObjectSlot, Entered> each : entered.entrySet()) {
            requireKept(each.getKey(), each.getValue());
        }
        if (readOnly) {
            return seen;
        }
        List<Change> changes = new ArrayList<>(entered.size());
        for (Map.Entry<ObjectSlot, Entered> each : entered.entrySet()) {
            addChange(changes, each.getKey(), each.getValue());
        }
        if (!changes.isEmpty()) {
            append(changes);
        }
        return seen;
    }

    private static void requireKept(ObjectSlot slot, Entered how) throws ActivationFailedException {
        if (slot.generation() != how.generation) {
            throw new ActivationFailedException(
                    slot + ": what this call read was not kept, since writing it failed or it was put back; try again",
                    null);
        }
    }

    /** A removal is written also for an object that was never saved: its number must not be given again. */
    private void addChange(List<Change> changes, ObjectSlot slot, Entered how) throws ActivationFailedException {
        byte[] now = how.removed ? null : incarnator.stateOf(slot);
        if (how.removed || (now != null && !Arrays.equals(now, how.before))) {
            changes.add(slot.change(now));
        }
    }

    private void append(List<Change> changes) {
        long position = store.commit(List.copyOf(changes), seen);
        seen = position;
        List<ObjectSlot> changed = new ArrayList<>(changes.size());
        entered.forEach((slot, how) -> {
            for (Change change : changes) {
                if (change.number() == slot.number()) {
                    slot.state(change.state(), how.generation);
                    slot.position(position);
                    if (change.state() == null) {
                        slot.markRemoved(true);
                    }
                    changed.add(slot);
                }
            }
        });
        store.whenSettled(position, failure -> {
            if (failure != null) {
                changed.forEach(ObjectSlot::forgetState);
            }
        });
    }

    /** Puts everything back to what it was before the chain. */
    public void rollback() {
        top = null;
        if (!readOnly) {
            entered.forEach((slot, how) -> {
                incarnator.restore(slot, how.before, how.generation);
                how.removed = false;
            });
        }
    }

    /** The chain is over and owns no lane any more: ends what was removed and lets the rest go. */
    public void end() {
        if (entered.isEmpty()) {
            return; // without a look at the clock
        }
        long now = System.nanoTime();
        entered.forEach((slot, how) -> {
            slot.touch(now);
            slot.unpin();
            if (how.removed) {
                adapter.removed(slot);
            }
        });
        entered = Map.of();
    }

    /** Calls back when all that this chain saw is settled; see {@link StateStore#whenSettled}. */
    public void whenSettled(long position, Consumer<@Nullable Throwable> callback) {
        store.whenSettled(position, callback);
    }

    /** Whether a reply that saw this position may leave. */
    public boolean settled(long position) {
        return position == 0 || store.settled(position);
    }
}
