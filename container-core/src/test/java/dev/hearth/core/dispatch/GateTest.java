package dev.hearth.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GateTest {

    private final QueueBound bound = new QueueBound(10, 3);
    private final List<Turn> placed = new ArrayList<>();
    private final Consumer<Turn> place = placed::add;

    private Gate gate(int places, int spare) {
        return new Gate("threads.pool", places, spare, bound, Runnable::run);
    }

    @Test
    void thereAreSoManyPlacesAndNoMore() {
        Gate gate = gate(2, 0);
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        gate.give(place);
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void whoWaitsGetsThePlaceInOrderOfArrival() {
        Gate gate = gate(1, 0);
        gate.enter();
        FakeTurn one = new FakeTurn("one");
        FakeTurn two = new FakeTurn("two");
        gate.queue(one, place);
        gate.queue(two, place);
        assertThat(gate.enter()).as("nobody passes those who wait").isFalse();
        gate.give(place);
        assertThat(placed).containsExactly(one);
        gate.give(place);
        assertThat(placed).containsExactly(one, two);
        gate.give(place);
        assertThat(gate.taken()).isZero();
        assertThat(bound.waiting()).isZero();
    }

    @Test
    void aFullQueueRefuses() {
        Gate gate = gate(1, 0);
        gate.enter();
        List<FakeTurn> turns = List.of(new FakeTurn("1"), new FakeTurn("2"), new FakeTurn("3"));
        turns.forEach(turn -> gate.queue(turn, place));
        assertThatThrownBy(() -> gate.queue(new FakeTurn("4"), place)).isInstanceOf(BusyException.class);
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
            gate.defer(new FakeTurn("deferred"), place);
            assertThat(bound.waiting()).isEqualTo(1);
            gate.give(place);
            assertThat(bound.waiting()).as("after round %d", i).isZero();
        }
    }

    @Test
    void aLentPlaceComesBackAboveTheBoundAndIsNotPassedOn() {
        Gate gate = gate(1, 1);
        gate.enter();
        for (int i = 0; i < 5; i++) {
            gate.queue(new FakeTurn("other"), place);
            gate.queue(new FakeTurn("third"), place);
            Runnable back = gate.lend(place);
            assertThat(placed).hasSize(2 * i + 1);
            back.run();
            assertThat(gate.taken()).as("round %d: both are in objects now", i).isEqualTo(2);
            gate.give(place);
            assertThat(placed).as("the gate shrinks to its bound first").hasSize(2 * i + 1);
            gate.give(place);
            assertThat(placed).hasSize(2 * i + 2);
            assertThat(gate.taken()).isEqualTo(1);
        }
    }

    @Test
    void onlySoManyPlacesAreLent() {
        Gate gate = gate(2, 1);
        gate.enter();
        gate.enter();
        Runnable first = gate.lend(place);
        Runnable second = gate.lend(place);
        assertThat(gate.taken()).isEqualTo(1);
        second.run();
        first.run();
        assertThat(gate.taken()).isEqualTo(2);
    }

    @Test
    void theLastPlaceIsNotKeptByOneThatWaitsOutside() {
        Gate gate = gate(2, 1);
        gate.enter();
        gate.enter();
        Runnable lent = gate.lend(place);
        gate.enter();
        Runnable kept = gate.lend(place);

        assertThatThrownBy(() -> gate.lend(place))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("threads.pool: 2")
                .hasMessageContaining("threads.spare");

        kept.run();
        gate.lend(place).run();
        lent.run();
        assertThat(gate.taken()).isEqualTo(3);
    }

    @Test
    void withoutAThreadTheTurnIsRefusedAndItsPlaceIsFree() {
        Gate gate = new Gate("threads.pool", 1, 0, bound, work -> {
            throw new RejectedExecutionException("none left");
        });
        gate.enter();
        FakeTurn turn = new FakeTurn("turn");
        gate.queue(turn, place);
        gate.give(place);
        assertThat(turn.refused.get()).isInstanceOf(BusyException.class).hasMessageContaining("none left");
        assertThat(gate.taken()).isZero();
        assertThat(bound.waiting()).isZero();
    }

    /** Whoever adds a turn and whoever gives the last place back must not miss each other. */
    @Test
    void noTurnIsForgottenUnderLoad() throws Exception {
        int callers = 4;
        int each = 20_000;
        QueueBound wide = new QueueBound(1_000_000, 1_000_000);
        ExecutorService threads = Executors.newCachedThreadPool();
        Gate gate = new Gate("threads.pool", 2, 1, wide, threads);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(callers * each);
        AtomicReference<Consumer<Turn>> run = new AtomicReference<>();
        run.set(turn -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            all.countDown();
            gate.give(run.get());
        });
        for (int caller = 0; caller < callers; caller++) {
            Random random = new Random(caller);
            threads.execute(() -> {
                for (int i = 0; i < each; i++) {
                    FakeTurn turn = new FakeTurn("turn");
                    if (random.nextBoolean() && gate.enter()) {
                        run.get().accept(turn);
                    } else {
                        gate.queue(turn, run.get());
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
