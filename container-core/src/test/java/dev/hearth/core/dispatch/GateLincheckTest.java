package dev.hearth.core.dispatch;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.Interleavings;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Turns that come to a gate with two places, wait, give up and leave: never too many are in, and nobody waits beside a free
 * place. Who comes first of those that come together is left open.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class GateLincheckTest {

    private static final int PLACES = 2;

    private final QueueBound bound = new QueueBound(100, 100, 100);
    private final Wanted object = new WantedObject("an object", Threading.POOLED, bound);
    private final Gate gate = new Gate(
            "threads.pool",
            PLACES,
            1,
            1,
            turn -> object,
            Runnable::run,
            turn -> byName(turn).granted());
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Coming[] mine = new Coming[16];

    /** One attempt of a thread to get through. */
    private final class Coming {
        private final FakeTurn turn;
        private volatile boolean in;

        Coming(int thread) {
            turn = new FakeTurn(Integer.toString(thread));
        }

        void granted() {
            waiting.decrementAndGet();
            come();
        }

        void come() {
            int now = inside.incrementAndGet();
            if (now > PLACES) {
                throw new IllegalStateException(now + " are in");
            }
            in = true;
        }

        void go() {
            inside.decrementAndGet();
            gate.give();
        }
    }

    private Coming byName(Turn turn) {
        return mine[Integer.parseInt(turn.toString())];
    }

    @Operation
    public void come(@Param(name = "thread") int thread) {
        if (mine[thread] != null) {
            return;
        }
        Coming coming = new Coming(thread);
        mine[thread] = coming;
        if (gate.enter()) {
            coming.come();
        } else {
            waiting.incrementAndGet();
            gate.queue(coming.turn);
        }
    }

    /** As a chain that runs already. */
    @Operation
    public boolean comeAtOnce(@Param(name = "thread") int thread) {
        if (mine[thread] != null || !gate.take()) {
            return false;
        }
        mine[thread] = new Coming(thread);
        mine[thread].come();
        return true;
    }

    @Operation
    public void goOrGiveUp(@Param(name = "thread") int thread) {
        Coming coming = mine[thread];
        if (coming == null) {
            return;
        }
        if (!coming.in && gate.withdraw(coming.turn)) {
            waiting.decrementAndGet();
        } else {
            while (!coming.in) {
                Thread.onSpinWait();
            }
            coming.go();
        }
        mine[thread] = null;
    }

    /** A turn that is in waits for another server, which nobody comes back from before all others have gone on. */
    @Operation
    public void lend(@Param(name = "thread") int thread) {
        Coming coming = mine[thread];
        if (coming == null || !coming.in) {
            return;
        }
        inside.decrementAndGet();
        try {
            new Pass(gate).lend().run();
        } catch (BusyException last) {
            // it goes on, with its place
        }
        inside.getAndAdd(1); // above the bound if need be
    }

    @Validate
    public void nobodyWaitsBesideAFreePlace() {
        if (gate.taken() != inside.get()) {
            throw new IllegalStateException(gate.taken() + " places are taken by " + inside);
        }
        if (bound.waiting() != waiting.get()) {
            throw new IllegalStateException(bound.waiting() + " are counted and " + waiting + " wait");
        }
        if (waiting.get() > 0 && gate.taken() < PLACES) {
            throw new IllegalStateException(waiting + " wait beside a free place");
        }
    }

    @Test
    @Timeout(3_600)
    void neverTooManyAreInAndNobodyIsForgotten() {
        Interleavings.ofThreeThreads().verifier(EpsilonVerifier.class).check(getClass());
    }
}
