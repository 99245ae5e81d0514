package dev.hearth.core.adapter;

import dev.hearth.core.testing.Interleavings;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slot that is found, pinned, closed, opened again and ended: nobody gets into one that ends, and nobody waits for ever. */
@Param(name = "thread", gen = ThreadIdGen.class)
public class ObjectSlotLincheckTest {

    private final ObjectSlot slot = new ObjectSlot(17, "accounts/alice", null);
    private final int[] pins = new int[16];

    /** As a call does that looks for its object. */
    @Operation
    public String find(@Param(name = "thread") int thread) {
        while (!slot.pinSoon()) {
            slot.awaitClosing();
            if (slot.isGone()) {
                return "gone";
            }
        }
        pins[thread]++;
        return "pinned";
    }

    @Operation
    public boolean pinAgain(@Param(name = "thread") int thread) {
        if (pins[thread] == 0) {
            return false;
        }
        slot.pinAgain();
        pins[thread]++;
        return true;
    }

    @Operation
    public boolean unpin(@Param(name = "thread") int thread) {
        if (pins[thread] == 0) {
            return false;
        }
        pins[thread]--;
        slot.unpin();
        return true;
    }

    /** As whoever would passivate it and finds that it must stay; one ends an object at a time. */
    @Operation(nonParallelGroup = "ending")
    public boolean closeAndReopen() {
        if (!slot.close()) {
            return false;
        }
        slot.reopen();
        return true;
    }

    /** As whoever lets go of an exported object's servant. */
    @Operation(nonParallelGroup = "ending")
    public boolean closeForNowAndReopen() {
        if (!slot.closeForNow()) {
            return false;
        }
        slot.reopen();
        return true;
    }

    /** As whoever passivates it. */
    @Operation(nonParallelGroup = "ending")
    public boolean closeForGood() {
        if (!slot.close()) {
            return false;
        }
        slot.gone();
        return true;
    }

    @Test
    @Timeout(3_600)
    void slotLooksTheSameAsOneAfterTheOther() {
        Interleavings.ofThreeThreads().check(getClass());
    }
}
