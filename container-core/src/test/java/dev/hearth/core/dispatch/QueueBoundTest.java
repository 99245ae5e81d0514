package dev.hearth.core.dispatch;

import static dev.hearth.api.Threading.POOLED;
import static dev.hearth.api.Threading.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueBoundTest {

    private final QueueBound bound = new QueueBound(2, 3, 5);
    private final List<QueueBound.Entry> entries = new ArrayList<>();
    private final Wanted alice = new WantedObject("accounts/alice", POOLED, bound);
    private final Wanted bob = new WantedObject("accounts/bob", POOLED, bound);
    private final Wanted clock = new WantedObject("clock", SINGLE, bound);
    private final Wanted bell = new WantedObject("bell", SINGLE, bound);

    private void queue(Wanted... wanted) {
        for (Wanted each : wanted) {
            entries.add(each.queue());
        }
    }

    @AfterEach
    void whoeverLeavesIsCountedNoMore() {
        entries.forEach(QueueBound.Entry::leave);
        entries.clear();
        queue(alice, alice, bob, clock, clock);
        entries.forEach(QueueBound.Entry::leave);
        assertThat(bound.waiting()).isZero();
    }

    @Test
    void oneObjectsQueueIsBounded() {
        queue(alice, alice);
        assertThatThrownBy(alice::queue)
                .isInstanceOf(BusyException.class)
                .hasMessage("2 calls wait for accounts/alice, the most that threads.queue-per-object allows");
        queue(bob);
    }

    @Test
    void onePolicysQueueIsBoundedAndOthersHaveRoom() {
        queue(alice, alice, bob);
        assertThatThrownBy(bob::queue)
                .hasMessage("3 calls wait for pooled objects, the most that threads.queue-per-policy allows");
        queue(clock);
    }

    @Test
    void allTogetherAreBounded() {
        queue(alice, alice, bob, clock, clock);
        assertThatThrownBy(bell::queue).hasMessage("5 calls wait in all, the most that threads.queue allows");
        assertThat(bound.waiting()).isEqualTo(5);
    }

    @Test
    void whoWaitedAlreadyIsNotRefused() {
        queue(alice, alice, bob, clock, clock);
        entries.add(alice.queueAgain());
        assertThat(bound.waiting()).isEqualTo(6);
    }
}
