package dev.hearth.core.dispatch;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.TestCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While the store has no room for more, new changes wait in the queues of their objects. */
class StoreRoomTest {

    private final Rooms rooms = new Rooms();

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private void awaitWaiting(int calls) {
        await("%d in queues".formatted(calls))
                .until(() -> rooms.dispatcher.load().waiting() == calls);
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_REQUEST", "PER_OBJECT", "SINGLE"})
    void changesWaitAndReadsDoNot(Threading threading) throws Exception {
        rooms.host("one", PERSISTENT, threading)
                .host("other", PERSISTENT, threading)
                .host("free", TRANSIENT, threading);
        rooms.change("one", self -> self.value = 1).result();
        rooms.change("other", self -> self.value = 1).result();
        rooms.store.room(false);
        List<TestCall> ones = new ArrayList<>();
        List<TestCall> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ones.add(rooms.change("one", self -> ++self.value));
            others.add(rooms.change("other", self -> ++self.value));
        }
        awaitWaiting(6);
        assertThat(rooms.change("free", self -> ++self.value).result()).isEqualTo(1L);
        rooms.store.room(true);
        assertThat(results(ones)).containsExactlyInAnyOrder(2L, 3L, 4L);
        assertThat(results(others)).containsExactlyInAnyOrder(2L, 3L, 4L);
    }

    private static List<@Nullable Object> results(List<TestCall> calls) throws Exception {
        List<@Nullable Object> results = new ArrayList<>();
        for (TestCall call : calls) {
            results.add(call.result());
        }
        return results;
    }

    @Test
    void readersGoOn() throws Exception {
        rooms.host("one", PERSISTENT, Threading.POOLED);
        rooms.change("one", self -> self.value = 7).result();
        rooms.store.room(false);
        assertThat(rooms.read("one", self -> self.value).result()).isEqualTo(7L);
        rooms.store.room(true);
    }

    /** Who waits for its objects would wait for it: a chain that has begun to change something goes on. */
    @Test
    void aChainThatHasBegunGoesOn() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        rooms.host("from", PERSISTENT, Threading.POOLED).host("to", PERSISTENT, Threading.PER_OBJECT);
        TestCall transfer = rooms.change("from", self -> {
            self.value -= 5;
            inside.countDown();
            assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
            return self.other("to").change(to -> to.value += 5);
        });
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        rooms.store.room(false);
        TestCall late = rooms.change("to", self -> self.value += 100);
        awaitWaiting(1);
        go.countDown();
        assertThat(transfer.result()).isEqualTo(5L);
        awaitWaiting(1);
        rooms.store.room(true);
        assertThat(late.result()).isEqualTo(105L);
    }
}
