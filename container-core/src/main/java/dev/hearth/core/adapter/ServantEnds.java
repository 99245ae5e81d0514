package dev.hearth.core.adapter;

import dev.hearth.core.call.ContainerThreads;
import java.lang.ref.Reference;
import java.util.concurrent.RejectedExecutionException;

/**
 * Ends transient objects, and servants of which the object is gone or stays: in their turn, when no call is in them.
 *
 * <p>Thread-safe.
 */
final class ServantEnds {

    private final ObjectAdapter adapter;
    private final SlotTable slots;
    private final Lives lives;
    private final Incarnator incarnator;

    ServantEnds(ObjectAdapter adapter, SlotTable slots, Lives lives, Incarnator incarnator) {
        this.adapter = adapter;
        this.slots = slots;
        this.lives = lives;
        this.incarnator = incarnator;
    }

    /** Ends a transient object, whoever holds it, now or soon; false if a call is in it. */
    boolean endTransient(ObjectSlot slot) {
        lives.dozing().wake(slot);
        return slot.isGone() || Ending.tryClose(slot, () -> finish(slot), () -> lives.again(slot));
    }

    /** The same if nobody holds it when its turn has come: a stub may have left meanwhile, or a lease come. */
    boolean endUnheld(ObjectSlot slot) {
        lives.dozing().wake(slot);
        return slot.isGone() || Ending.tryClose(slot, () -> finishUnlessHeld(slot), () -> lives.again(slot));
    }

    private void finishUnlessHeld(ObjectSlot slot) {
        if (lives.held(slot)) {
            slot.reopen();
            lives.again(slot);
        } else {
            if (!slot.condemned() && (!slot.anonymous() || slot.stubHolds().takeWord())) {
                incarnator.unreferenced(slot);
            }
            finish(slot);
        }
    }

    /**
     * No client, name or stub holds an exported object: its servant is told if one has, and let go of the next time.
     *
     * @return false if a call is in it
     */
    boolean leaveToCode(ObjectSlot slot) {
        if (slot.stubHolds().owesWord()) {
            if (slot.stubHolds().beginTelling()) {
                tellSoon(slot);
            }
            return true;
        }
        return slot.entry().lifecycle().destroys() // such a class counts on being told of its end
                || Ending.tryClose(slot, slot::closeForNow, () -> letGoUnlessHeld(slot), () -> lives.again(slot));
    }

    /** Who holds it says so first and then looks whether it was let go of; here it is the other way round. */
    private void letGoUnlessHeld(ObjectSlot slot) {
        Activation active = slot.activation();
        try {
            letGoWhileClosed(slot);
            if (!mayBeLeft(slot)) {
                lives.dozing().wake(slot);
                lives.again(slot);
            }
        } finally {
            Reference.reachabilityFence(active);
        }
    }

    private void letGoWhileClosed(ObjectSlot slot) {
        try {
            if (mayBeLeft(slot)) {
                lives.dozing().doze(slot);
                rest(slot);
            }
        } finally {
            slot.reopen();
        }
    }

    private boolean mayBeLeft(ObjectSlot slot) {
        return !lives.held(slot)
                && slot.exported()
                && !slot.removed()
                && !slot.stubHolds().owesWord();
    }

    /** On a thread of its own, since it may block, as any code. */
    private void tellSoon(ObjectSlot slot) {
        try {
            ContainerThreads.daemon(() -> tell(slot), "hearth-unreferenced").start();
        } catch (OutOfMemoryError noThread) {
            toldOrLater(slot);
            throw noThread;
        }
    }

    /** It may take its export back in there, which it can while the slot is open. */
    private void tell(ObjectSlot slot) {
        Attachment attachment = slot.attachment();
        try {
            if (attachment == null) {
                tellNow(slot);
            } else {
                attachment.runInTurn(() -> tellNow(slot), () -> toldOrLater(slot));
            }
        } catch (RejectedExecutionException | OutOfMemoryError full) {
            toldOrLater(slot);
        }
    }

    /** Not if it is held again when its turn has come: the word is owed until nobody holds it any more. */
    private void tellNow(ObjectSlot slot) {
        try {
            if (!lives.held(slot)) {
                incarnator.tellUnreferenced(slot);
            }
        } finally {
            toldOrLater(slot);
        }
    }

    private void toldOrLater(ObjectSlot slot) {
        slot.stubHolds().endTelling();
        lives.again(slot);
    }

    private void finish(ObjectSlot slot) {
        try {
            incarnator.etherealize(slot);
        } finally {
            slot.leavePort();
            adapter.boundNames().ended(slot.number()); // before another object may have this number
            slots.remove(slot);
            if (slot.anonymous() || !slot.name().equals(slot.type().name())) {
                slot.entry().objects().decrementAndGet();
            }
            rest(slot);
        }
    }

    private static void rest(ObjectSlot slot) {
        Attachment attachment = slot.attachment();
        if (attachment != null) {
            attachment.rested();
        }
    }

    /** Ends the servant of a transient object that stays, unless a call is in it; the next call makes another. */
    void endServantOnly(ObjectSlot slot) {
        Ending.tryClose(
                slot,
                () -> {
                    try {
                        incarnator.etherealize(slot);
                    } finally {
                        slot.leavePort(); // its next servant asks for one again
                        rest(slot);
                        slot.reopen();
                    }
                },
                () -> {});
    }

    /** Ends the servant of an object that is in no table any more; false if a call is in it. */
    boolean endServant(ObjectSlot slot) {
        return Ending.tryClose(
                slot,
                () -> {
                    try {
                        incarnator.etherealize(slot);
                    } finally {
                        rest(slot);
                    }
                },
                () -> lives.again(slot));
    }
}
