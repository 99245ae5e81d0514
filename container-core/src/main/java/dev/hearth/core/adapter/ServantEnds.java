package dev.hearth.core.adapter;

import dev.hearth.core.call.ContainerThreads;
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
        return slot.isGone() || Ending.tryClose(slot, () -> finish(slot), () -> lives.again(slot));
    }

    /** The same if nobody holds it when its turn has come: a stub may have left meanwhile, or a lease come. */
    boolean endUnheld(ObjectSlot slot) {
        return slot.isGone() || Ending.tryClose(slot, () -> finishUnlessHeld(slot), () -> lives.again(slot));
    }

    private void finishUnlessHeld(ObjectSlot slot) {
        if (lives.held(slot)) {
            slot.reopen();
            lives.again(slot);
        } else {
            if (!slot.condemned()) {
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
        if (slot.owesWord()) {
            slot.owesWord(false);
            tell(slot);
            return false;
        }
        return Ending.tryClose(
                slot,
                () -> {
                    boolean left = !lives.held(slot) && slot.exported() && !slot.owesWord();
                    if (left) {
                        lives.dozing().doze(slot);
                        rest(slot);
                    }
                    slot.reopen();
                    if (!left) {
                        lives.again(slot);
                    }
                },
                () -> lives.again(slot));
    }

    /** It may take its export back in there, which it can while the slot is open. */
    private void tell(ObjectSlot slot) {
        Runnable told = () -> incarnator.tellUnreferenced(slot);
        Attachment attachment = slot.attachment();
        if (attachment == null) {
            ContainerThreads.daemon(told, "hearth-unreferenced").start();
            return;
        }
        try {
            attachment.runInTurn(told, () -> slot.owesWord(true));
        } catch (RejectedExecutionException full) {
            slot.owesWord(true);
        }
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
