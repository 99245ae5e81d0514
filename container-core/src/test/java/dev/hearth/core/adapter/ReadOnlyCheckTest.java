package dev.hearth.core.adapter;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.POOLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Threading;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.TestCall;
import java.io.IOException;
import java.rmi.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change in a read-only method of a persistent object is a fault that is found. */
@Timeout(60)
class ReadOnlyCheckTest {

    private final Rooms rooms = new Rooms();
    private final List<String> diary = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void host() {
        rooms.host("account", PERSISTENT, POOLED, (self, event) -> diary.add(event))
                .host("front", TRANSIENT, POOLED);
    }

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INHERIT")
    void changeIsRefusedAndPutBack(Threading threading) {
        rooms.host("other", PERSISTENT, threading);
        rooms.change("other/a", self -> self.value = 1).result();

        assertThat(rooms.read("other/a", self -> self.value = 2).error())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("HEARTH-CHANGED: other/a was changed while read ran, which is @ReadOnly")
                .hasCauseInstanceOf(IllegalStateException.class);

        assertThat(rooms.value("other/a")).isEqualTo(1L);
        assertThat(rooms.change("other/a", self -> ++self.value).result()).isEqualTo(2L);
    }

    @Test
    void changeBeforeAThrowIsFoundToo() {
        rooms.change("account", self -> self.value = 1).result();

        assertThat(rooms.read("account", self -> {
                            self.value = 2;
                            throw new IOException("planned");
                        })
                        .error())
                .hasMessageContaining("HEARTH-CHANGED");

        assertThat(rooms.value("account")).isEqualTo(1L);
    }

    @Test
    void changeInAnObjectThatTheCallHasToItselfIsItsOwn() {
        assertThat(rooms.read("account", self -> self.value = 2).error())
                .as("the first call makes the servant, and is alone")
                .hasMessageNotContaining("another @ReadOnly method");
    }

    @Test
    void whatIsPutBackIsNotSavedAtRest() {
        rooms.change("account", self -> self.value = 1).result();
        rooms.read("account", self -> self.value = 2).error();
        await("no call in progress").until(() -> rooms.processor.inProgress() == 0);

        rooms.adapter
                .passivation()
                .sweep(System.nanoTime() + Duration.ofHours(1).toNanos());
        await("the object at rest").until(() -> rooms.adapter.inMemory("account") == null);

        assertThat(rooms.value("account")).isEqualTo(1L);
    }

    @Test
    void otherReadersKeepTheirServantAndNobodyNewSeesTheChange() throws Exception {
        rooms.change("account", self -> self.value = 1).result();
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall reader = rooms.read("account", self -> {
            in.countDown();
            pass(go);
            return self.context.key();
        });
        assertThat(pass(in)).isTrue();

        assertThat(rooms.read("account", self -> self.value = 2).error())
                .hasMessageContaining("or by another @ReadOnly method that ran in it at the same time");

        assertThat(diary).as("nobody made a servant meanwhile").containsExactly("new", "activate");
        TestCall later = rooms.read("account", self -> self.value);
        await("the later reader waits").until(() -> rooms.dispatcher.load().waiting() == 1);
        go.countDown();
        assertThat(reader.error()).as("it has seen the change").hasMessageContaining("HEARTH-CHANGED");
        assertThat(later.result()).isEqualTo(1L);
        assertThat(diary).containsExactly("new", "activate", "new", "activate");
    }

    @Test
    void callerInAChangingChainMayCatchAndTheRestIsKept() {
        rooms.change("account/a", self -> self.value = 1).result();

        Object caught = rooms.change("account/b", self -> {
                    self.value = 5;
                    try {
                        return self.other("account/a").read(a -> a.value = 2);
                    } catch (ServerException fault) {
                        return fault.getMessage();
                    }
                })
                .result();

        assertThat(caught).asString().contains("HEARTH-CHANGED: account/a");
        assertThat(rooms.value("account/a")).isEqualTo(1L);
        assertThat(rooms.value("account/b")).isEqualTo(5L);
    }

    @Test
    void readingChainCantGoOnWithWhatItHasSeen() {
        assertThat(rooms.read("front", self -> {
                            try {
                                return self.other("account").read(account -> account.value = 2);
                            } catch (ServerException fault) {
                                return self.other("account").read(account -> account.value);
                            }
                        })
                        .error())
                .hasMessageContaining("HEARTH-CHANGED");
        assertThat(rooms.value("account")).isEqualTo(0L);
    }

    @Test
    void changeUnderACallOfTheSameObjectGivesTheChainUp() {
        assertThat(rooms.change("account", self -> {
                            self.value = 1;
                            try {
                                self.other("front")
                                        .change(front -> front.other("account").read(again -> again.value = 7));
                            } catch (ServerException fault) {
                                return "went on";
                            }
                            return null;
                        })
                        .error())
                .hasMessageContaining("nothing of this call is kept");
        assertThat(rooms.value("account")).isEqualTo(0L);
    }

    @Test
    void transientObjectsAreNotLookedAt() {
        assertThat(rooms.read("front", self -> ++self.value).result()).isEqualTo(1L);
    }

    @Test
    void sampleTakesTheFirstCallsOfEachMethodAndFewOfTheRest() {
        ReadOnlySample sample = new ReadOnlySample();
        List<HostedMethod> methods =
                List.copyOf(Rooms.type(Rooms.deployment("x"), "x", PERSISTENT, POOLED, (self, event) -> {})
                        .methods());

        for (HostedMethod method : methods) {
            assertThat(taken(sample, method, ReadOnlySample.FIRST)).isEqualTo(ReadOnlySample.FIRST);
        }
        assertThat(taken(sample, methods.get(0), 20_000)).isBetween(1L, 500L);
    }

    private static long taken(ReadOnlySample sample, HostedMethod method, int calls) {
        return IntStream.range(0, calls).filter(call -> sample.take(method)).count();
    }
}
