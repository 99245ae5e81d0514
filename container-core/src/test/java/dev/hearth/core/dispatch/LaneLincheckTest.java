package dev.hearth.core.dispatch;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.Interleavings;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane whose chains come, share, wait, give up and leave: whatever the interleaving, it looks like one after the other. */
@Param(name = "chain", gen = ThreadIdGen.class)
public class LaneLincheckTest {

    private static final int CHAINS = 16;
    private static final int ALONE = 1_000;

    private final QueueBound bound = new QueueBound(CHAINS, CHAINS, CHAINS);
    private final Lane lane = new Lane("accounts/alice");
    private final Wanted alice = new WantedObject("accounts/alice", Threading.POOLED, bound);
    private final AtomicInteger inside = new AtomicInteger();
    private final Asking[] asking = new Asking[CHAINS];

    /** A chain's one attempt to get into the lane. */
    private final class Asking extends Waiter {
        private final boolean shared;
        private volatile boolean in;

        Asking(int chain, boolean shared) {
            super(new Chain(chain, shared, null, "chain " + chain), lane, alice, false);
            this.shared = shared;
        }

        @Override
        boolean shared() {
            return shared;
        }

        @Override
        void granted() {
            come();
        }

        void come() {
            int now = inside.addAndGet(weight());
            if (now > ALONE || (now == ALONE && !alone())) {
                throw new IllegalStateException(chain() + " overlaps: " + now);
            }
            in = true;
        }

        void go() {
            in = false;
            inside.addAndGet(-weight());
            lane.leaveForGood(chain());
        }

        private boolean alone() {
            return !shared;
        }

        private int weight() {
            return shared ? 1 : ALONE;
        }
    }

    private String begin(int chain, boolean shared) {
        if (asking[chain] != null) {
            return "asks already";
        }
        asking[chain] = new Asking(chain, shared);
        if (lane.enter(asking[chain])) {
            asking[chain].come();
            return "in";
        }
        return "waits";
    }

    @Operation
    public String enter(@Param(name = "chain") int chain) {
        return begin(chain, false);
    }

    @Operation
    public String share(@Param(name = "chain") int chain) {
        return begin(chain, true);
    }

    /** Whoever is let in while it gives up leaves when it has been told. */
    @Operation
    public String leaveOrGiveUp(@Param(name = "chain") int chain) {
        Asking mine = asking[chain];
        if (mine == null) {
            return "asks for nothing";
        }
        asking[chain] = null;
        if (!mine.in && lane.withdraw(mine)) {
            return "gave up";
        }
        while (!mine.in) {
            Thread.onSpinWait();
        }
        mine.go();
        return "left";
    }

    @Operation
    public String tryEnter(@Param(name = "chain") int chain) {
        if (asking[chain] != null) {
            return "asks already";
        }
        Asking mine = new Asking(chain, false);
        if (!lane.tryEnter(mine.chain())) {
            return "refused";
        }
        asking[chain] = mine;
        mine.come();
        return "in";
    }

    /** Nobody waits for a lane that is free, and nobody is counted who does not wait. */
    @Validate
    public void nobodyIsForgotten() {
        int waiting = lane.waiting();
        if (waiting > 0 && lane.holders().isEmpty()) {
            throw new IllegalStateException(waiting + " wait for a free lane");
        }
        if (bound.waiting() != waiting) {
            throw new IllegalStateException(bound.waiting() + " are counted and " + waiting + " wait");
        }
    }

    @Test
    @Timeout(3_600)
    void laneLooksTheSameAsOneAfterTheOther() {
        Interleavings.ofThreeThreads().check(getClass());
    }
}
