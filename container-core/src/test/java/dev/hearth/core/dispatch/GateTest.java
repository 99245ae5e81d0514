package dev.hearth.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.Threading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GateTest {

    private final QueueBound bound = new QueueBound(10, 100, 3);
    private final Wanted object = new WantedObject("object", Threading.POOLED, bound);
    private final List<Turn> placed = new ArrayList<>();

    private Gate gate(int places, int spare) {
        return new Gate("threads.pool", places, spare, 1, turn -> object, Runnable::run, placed::add);
    }

    private static Runnable lend(Gate gate) {
        return new Pass(gate).lend();
    }

    @Test
    void thereAreSoManyPlacesAndNoMore() {
        Gate gate = gate(2, 0);
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        gate.give();
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void whoWaitsGetsThePlaceInOrderOfArrival() {
        Gate gate = gate(1, 0);
        gate.enter();
        FakeTurn one = new FakeTurn("one");
        FakeTurn two = new FakeTurn("two");
        gate.queue(one);
        gate.queue(two);
        assertThat(gate.enter()).as("nobody passes those who wait").isFalse();
        gate.give();
        assertThat(placed).containsExactly(one);
        gate.give();
        assertThat(placed).containsExactly(one, two);
        gate.give();
        assertThat(gate.taken()).isZero();
        assertThat(bound.waiting()).isZero();
    }

    @Test
    void aFullQueueRefuses() {
        Gate gate = gate(1, 0);
        gate.enter();
        List<FakeTurn> turns = List.of(new FakeTurn("1"), new FakeTurn("2"), new FakeTurn("3"));
        turns.forEach(turn -> gate.queue(turn));
        assertThatThrownBy(() -> gate.queue(new FakeTurn("4"))).isInstanceOf(BusyException.class);
        assertThat(bound.waiting()).isEqualTo(3);
        turns.forEach(turn -> assertThat(gate.withdraw(turn)).isTrue());
        assertThat(gate.withdraw(turns.get(0))).isFalse();
        assertThat(bound.waiting()).isZero();
    }

    @Test
    void aDeferredTurnCountsOnceInTheQueue() {
        Gate gate = gate(1, 0);
        gate.enter();
        for (int i = 0; i < 5; i++) {
            gate.defer(new FakeTurn("deferred"));
            assertThat(bound.waiting()).isEqualTo(1);
            gate.give();
            assertThat(bound.waiting()).as("after round %d", i).isZero();
        }
    }

    @Test
    void aLentPlaceComesBackAboveTheBoundAndIsNotPassedOn() {
        Gate gate = gate(1, 1);
        gate.enter();
        for (int i = 0; i < 5; i++) {
            gate.queue(new FakeTurn("other"));
            gate.queue(new FakeTurn("third"));
            Runnable back = lend(gate);
            assertThat(placed).hasSize(2 * i + 1);
            back.run();
            assertThat(gate.taken()).as("round %d: both are in objects now", i).isEqualTo(2);
            gate.give();
            assertThat(placed).as("the gate shrinks to its bound first").hasSize(2 * i + 1);
            gate.give();
            assertThat(placed).hasSize(2 * i + 2);
            assertThat(gate.taken()).isEqualTo(1);
        }
    }

    @Test
    void onlySoManyPlacesAreLent() {
        Gate gate = gate(2, 1);
        gate.enter();
        gate.enter();
        Runnable first = lend(gate);
        Runnable second = lend(gate);
        assertThat(gate.taken()).isEqualTo(1);
        second.run();
        first.run();
        assertThat(gate.taken()).isEqualTo(2);
    }

    private Pass enter(Gate gate) {
        assertThat(gate.enter()).isTrue();
        return new Pass(gate);
    }

    @Test
    void whoIsOvertakenGoesOnWithoutItsPlaceAndOnlySoManyDo() {
        Gate gate = gate(2, 0);
        Pass one = enter(gate);
        Pass two = enter(gate);
        FakeTurn waiting = new FakeTurn("waiting");
        gate.queue(waiting);
        one.forfeit();
        one.forfeit();
        assertThat(placed).containsExactly(waiting);
        two.forfeit();
        assertThat(gate.taken()).as("one of them may").isEqualTo(2);
        assertThat(gate.forfeited()).isEqualTo(1);
        one.giveBack();
        assertThat(gate.taken()).as("it had none any more").isEqualTo(2);
        assertThat(gate.forfeited()).isZero();
        two.giveBack();
        assertThat(gate.taken()).isEqualTo(1);
    }

    @Test
    void whoIsOvertakenOutsideHasNoPlaceWhenItIsBack() {
        Gate gate = gate(1, 1);
        Pass pass = enter(gate);
        Runnable back = pass.lend();
        pass.forfeit();
        assertThat(gate.forfeited()).as("another has its place already").isZero();
        back.run();
        assertThat(gate.taken()).isZero();
        assertThat(gate.forfeited()).isEqualTo(1);
        pass.lend().run();
        assertThat(gate.taken()).as("there is nothing to lend").isZero();
        pass.giveBack();
        assertThat(gate.forfeited()).isZero();
    }

    @Test
    void whoIsOvertakenWhenItHasEndedGivesItsPlaceOnce() {
        Gate gate = gate(1, 0);
        Pass pass = enter(gate);
        pass.giveBack();
        pass.forfeit();
        assertThat(gate.taken()).isZero();
        assertThat(gate.forfeited()).isZero();
    }

    @Test
    void theLastPlaceIsNotKeptByOneThatWaitsOutside() {
        Gate gate = gate(2, 1);
        gate.enter();
        gate.enter();
        Runnable lent = lend(gate);
        gate.enter();
        Runnable kept = lend(gate);

        assertThatThrownBy(() -> lend(gate))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("threads.pool: 2")
                .hasMessageContaining("threads.spare");

        kept.run();
        lend(gate).run();
        lent.run();
        assertThat(gate.taken()).isEqualTo(3);
    }

    @Test
    void withoutAThreadTheTurnIsRefusedAndItsPlaceIsFree() {
        Executor none = work -> {
            throw new RejectedExecutionException("none left");
        };
        Gate gate = new Gate("threads.pool", 1, 0, 0, turn -> object, none, placed::add);
        gate.enter();
        FakeTurn turn = new FakeTurn("turn");
        gate.queue(turn);
        gate.give();
        assertThat(turn.refused.get()).isInstanceOf(BusyException.class).hasMessageContaining("none left");
        assertThat(gate.taken()).isZero();
        assertThat(bound.waiting()).isZero();
    }

    /** Whoever adds a turn and whoever gives the last place back must not miss each other. */
    @Test
    void noTurnIsForgottenUnderLoad() throws Exception {
        int callers = 4;
        int each = 20_000;
        QueueBound wide = new QueueBound(1_000_000, 1_000_000, 1_000_000);
        Wanted wanted = new WantedObject("object", Threading.POOLED, wide);
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(callers * each);
        AtomicReference<Consumer<Turn>> run = new AtomicReference<>();
        Gate gate = new Gate(
                "threads.pool",
                2,
                1,
                0,
                turn -> wanted,
                threads,
                turn -> run.get().accept(turn));
        run.set(turn -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            all.countDown();
            gate.give();
        });
        for (int caller = 0; caller < callers; caller++) {
            Random random = new Random(caller);
            threads.execute(() -> {
                for (int i = 0; i < each; i++) {
                    FakeTurn turn = new FakeTurn("turn");
                    if (random.nextBoolean() && gate.enter()) {
                        run.get().accept(turn);
                    } else {
                        gate.queue(turn);
                    }
                }
            });
        }
        try {
            assertThat(all.await(30, TimeUnit.SECONDS))
                    .as("%d turns left", all.getCount())
                    .isTrue();
            assertThat(most.get()).isLessThanOrEqualTo(2);
        } finally {
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(gate.taken()).isZero();
        assertThat(wide.waiting()).isZero();
    }
}
