package dev.hearth.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.Rooms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final Rooms rooms = new Rooms();
    private final QueueBound bound = new QueueBound(3, 100, 4);
    private final Lane lane = new Lane("accounts/alice");
    private final Wanted alice = new WantedObject("accounts/alice", Threading.POOLED, bound);
    private final List<String> granted = new ArrayList<>();
    private long ids;

    @AfterEach
    void close() {
        rooms.close();
        assertThat(bound.waiting()).as("queue entries left").isZero();
    }

    private Chain chain(String name) {
        return new Chain(++ids, false, rooms.adapter.begin(false), name);
    }

    private class Asking extends Waiter {
        private final boolean shared;
        private final boolean accepts;

        Asking(Chain chain, boolean shared, boolean nested, boolean accepts) {
            this(chain, alice, shared, nested, accepts);
        }

        Asking(Chain chain, Wanted object, boolean shared, boolean nested, boolean accepts) {
            super(chain, lane, object, nested);
            this.shared = shared;
            this.accepts = accepts;
        }

        @Override
        boolean shared() {
            return shared;
        }

        @Override
        boolean accept() {
            return accepts;
        }

        @Override
        void granted() {
            granted.add(chain().toString());
        }
    }

    private boolean enter(Chain chain) {
        return lane.enter(new Asking(chain, false, false, true));
    }

    private boolean share(Chain chain) {
        return lane.enter(new Asking(chain, true, false, true));
    }

    @Test
    void chainsComeInOneAtATimeInOrderOfArrival() {
        Chain first = chain("first");
        Chain second = chain("second");
        Chain third = chain("third");
        assertThat(enter(first)).isTrue();
        assertThat(enter(second)).isFalse();
        assertThat(enter(third)).isFalse();
        lane.leave(first);
        assertThat(granted).containsExactly("second");
        lane.leave(second);
        assertThat(granted).containsExactly("second", "third");
        lane.leave(third);
    }

    @Test
    void anOwnerEntersAgainAndLeavesAsOftenAsItEntered() {
        Chain owner = chain("owner");
        Chain other = chain("other");
        enter(owner);
        assertThat(enter(owner)).isTrue();
        enter(other);
        lane.leave(owner);
        assertThat(granted).isEmpty();
        lane.leave(owner);
        assertThat(granted).containsExactly("other");
        lane.leave(other);
    }

    @Test
    void readersShareAndAWriterWaitsForAll() {
        Chain reader = chain("reader");
        Chain second = chain("second reader");
        Chain writer = chain("writer");
        Chain late = chain("late reader");
        assertThat(share(reader)).isTrue();
        assertThat(share(second)).isTrue();
        assertThat(lane.ownedBy(reader)).isFalse();
        assertThat(enter(writer)).isFalse();
        assertThat(share(late)).as("a late reader does not pass the writer").isFalse();
        lane.leaveForGood(reader);
        assertThat(granted).isEmpty();
        lane.leaveForGood(second);
        assertThat(granted).containsExactly("writer");
        assertThat(lane.ownedBy(writer)).isTrue();
        lane.leave(writer);
        assertThat(granted).containsExactly("writer", "late reader");
        lane.leaveForGood(late);
    }

    @Test
    void readersThatWaitComeInTogether() {
        Chain writer = chain("writer");
        Chain one = chain("one");
        Chain two = chain("two");
        enter(writer);
        share(one);
        share(two);
        lane.leave(writer);
        assertThat(granted).containsExactly("one", "two");
        lane.leaveForGood(one);
        lane.leaveForGood(two);
    }

    @Test
    void aFullQueueRefusesAtOnceAndKeepsNothing() {
        Chain owner = chain("owner");
        enter(owner);
        List<Chain> waiting = List.of(chain("a"), chain("b"), chain("c"));
        waiting.forEach(each -> assertThat(enter(each)).isFalse());
        assertThatThrownBy(() -> enter(chain("d")))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("threads.queue-per-object");
        assertThat(bound.waiting()).isEqualTo(3);
        lane.leave(owner);
        waiting.forEach(lane::leave);
        assertThat(granted).containsExactly("a", "b", "c");
    }

    @Test
    void allQueuesTogetherHaveABoundToo() {
        Lane other = new Lane("other");
        Wanted bob = new WantedObject("accounts/bob", Threading.POOLED, bound);
        Chain owner = chain("owner");
        enter(owner);
        other.enter(new Asking(owner, false, false, true));
        List<Waiter> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Waiter here = new Asking(chain("here"), false, false, true);
            Waiter there = new Asking(chain("there"), bob, false, false, true);
            lane.enter(here);
            other.enter(there);
            waiting.add(here);
            waiting.add(there);
        }
        assertThatThrownBy(() -> enter(chain("too many"))).hasMessageContaining("threads.queue allows");
        waiting.forEach(
                each -> assertThat(lane.withdraw(each) || other.withdraw(each)).isTrue());
    }

    @Test
    void whoWithdrawsLetsThoseBehindIt() {
        Chain reader = chain("reader");
        share(reader);
        Waiter writer = new Asking(chain("writer"), false, false, true);
        lane.enter(writer);
        Chain late = chain("late");
        share(late);
        assertThat(lane.withdraw(writer)).isTrue();
        assertThat(lane.withdraw(writer)).isFalse();
        assertThat(granted).containsExactly("late");
        lane.leaveForGood(reader);
        lane.leaveForGood(late);
    }

    @Test
    void whoDoesNotAcceptIsPassedOver() {
        Chain owner = chain("owner");
        enter(owner);
        lane.enter(new Asking(chain("gone"), false, false, false));
        Chain next = chain("next");
        enter(next);
        lane.leave(owner);
        assertThat(granted).containsExactly("next");
        lane.leave(next);
    }

    @Test
    void aRunningChainTakesAFreeLaneAlthoughOthersWait() {
        Chain reader = chain("reader");
        share(reader);
        Waiter writer = new Asking(chain("writer"), false, false, true);
        lane.enter(writer);
        Chain nested = chain("nested reader");
        assertThat(lane.enter(new Asking(nested, true, true, true))).isTrue();
        lane.leaveForGood(reader);
        lane.leaveForGood(nested);
        assertThat(granted).containsExactly("writer");
        lane.leaveForGood(writer.chain());
    }

    @Test
    void whoWasNeverInItCantLeave() {
        Chain stranger = chain("stranger");
        assertThatThrownBy(() -> lane.leave(stranger)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lane.leaveForGood(stranger)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whetherAWaiterSharesIsAskedWhenItsTurnComes() {
        Chain writer = chain("writer");
        enter(writer);
        boolean[] shareable = {true};
        List<Chain> readers = List.of(chain("one"), chain("two"));
        for (Chain reader : readers) {
            lane.enter(new Asking(reader, true, false, true) {
                @Override
                boolean shared() {
                    return shareable[0];
                }
            });
        }
        shareable[0] = false;
        lane.leave(writer);
        assertThat(granted).as("what was shared has gone: one at a time").containsExactly("one");
        lane.leave(readers.get(0));
        lane.leave(readers.get(1));
    }
}
