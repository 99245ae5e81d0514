package dev.hearth.core.adapter;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Closes slots that no call is in, to let their objects go.
 *
 * <p>A slot is closed in its object's turn and not before: who finds it closed waits, and must never wait for a turn that
 * waits for it.
 */
final class Ending {

    private Ending() {}

    /**
     * Closes a slot and lets its object go, now or in its turn.
     *
     * @param closed runs once the slot is closed; it opens the slot again or ends it
     * @param inUse runs if a call came first, after this method has returned true
     * @return false if a call is in the object, or somebody else is letting it go
     */
    static boolean tryClose(ObjectSlot slot, Runnable closed, Runnable inUse) {
        return tryClose(slot, slot::close, closed, inUse);
    }

    /**
     * The same.
     *
     * @param close how the slot is closed: in earnest or for a moment
     */
    static boolean tryClose(ObjectSlot slot, BooleanSupplier close, Runnable closed, Runnable inUse) {
        if (!slot.idle() || !slot.beginEnding()) {
            return false;
        }
        if (!slot.idle()) { // closed by whoever was ending it until now
            slot.endingOver(false);
            return false;
        }
        Attachment attachment = slot.attachment();
        if (attachment == null || !slot.incarnate()) {
            return closeHere(slot, close, closed);
        }
        Runnable busy = () -> {
            slot.endingOver(false);
            inUse.run();
        };
        try {
            attachment.runInTurn(
                    () -> {
                        if (close.getAsBoolean()) {
                            slot.endingOver(false);
                            closed.run();
                        } else {
                            busy.run();
                        }
                    },
                    busy);
            return true;
        } catch (RejectedExecutionException full) {
            slot.endingOver(false);
            return false;
        }
    }

    /** Without a servant there is no thread that matters. */
    private static boolean closeHere(ObjectSlot slot, BooleanSupplier close, Runnable closed) {
        boolean done = close.getAsBoolean();
        if (done && slot.incarnate() && slot.attachment() != null) {
            slot.reopen(); // a call has come and gone meanwhile
            done = false;
        }
        slot.endingOver(false);
        if (done) {
            closed.run();
        }
        return done;
    }
}
