package dev.hearth.core.adapter;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.PER_OBJECT;
import static dev.hearth.api.Threading.POOLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.ScriptedObject;
import dev.hearth.core.testing.Stress;
import dev.hearth.core.testing.TestCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.rmi.NoSuchObjectException;
import java.rmi.ServerException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain is a transaction. */
@Timeout(60)
class TransactionTest {

    private static final int ROUNDS = 300;

    private final Rooms rooms = new Rooms();
    private final List<String> diary = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void host() {
        rooms.host("account", PERSISTENT, POOLED, (self, event) -> diary.add(self.context.key() + " " + event));
        rooms.host("front", TRANSIENT, POOLED);
    }

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private static Object add(ScriptedObject self, String account, long amount) throws Exception {
        return self.other("account/" + account).change(other -> other.value += amount);
    }

    private void assertValues(long a, long b) {
        assertThat(rooms.value("account/a")).isEqualTo(a);
        assertThat(rooms.value("account/b")).isEqualTo(b);
    }

    @Test
    void whatAChainChangesIsCommittedTogether() {
        int before = rooms.store.commits();
        rooms.change("front", self -> {
                    add(self, "a", 1);
                    return add(self, "b", 2);
                })
                .result();
        assertThat(rooms.store.commits()).isEqualTo(before + 1);
        assertValues(1, 2);
    }

    @Test
    void whatIsNotChangedIsNotWritten() {
        rooms.change("account/a", self -> self.value = 1).result();
        int before = rooms.store.commits();
        rooms.change("account/a", self -> {
                    self.value = 5;
                    return self.value = 1;
                })
                .result();
        rooms.read("account/a", self -> self.value).result();
        assertThat(rooms.store.commits()).isEqualTo(before);
    }

    @Test
    void aCallThatThrowsUndoesWhatLiesBelowItToo() {
        assertThat(rooms.change("account/a", self -> {
                            self.value = 1;
                            add(self, "b", 2);
                            throw new IOException("planned");
                        })
                        .error())
                .hasMessage("planned");
        assertValues(0, 0);
    }

    @Test
    void theCallerMayCatchAndTheRestIsKept() {
        rooms.change("account/a", self -> {
                    self.value = 1;
                    try {
                        self.other("account/b").change(b -> {
                            b.value = 9;
                            throw new IOException("planned");
                        });
                    } catch (IOException caught) {
                        self.value = 2;
                    }
                    return null;
                })
                .result();
        assertValues(2, 0);
    }

    @Test
    void theSecondVisitIsUndoneAndTheFirstIsKept() {
        rooms.change("front", self -> {
                    add(self, "a", 1);
                    try {
                        self.other("account/a").change(a -> {
                            a.value += 10;
                            throw new IOException("planned");
                        });
                    } catch (IOException caught) {
                        add(self, "b", 1);
                    }
                    return add(self, "a", 100);
                })
                .result();
        assertValues(101, 1);
    }

    @Test
    void undoingUnderACallOfTheSameObjectDoomsTheChain() {
        Throwable error = rooms.change("account/a", self -> {
                    self.value = 1;
                    add(self, "b", 1);
                    try {
                        self.other("front")
                                .change(front -> front.other("account/a").change(again -> {
                                    again.value = 7;
                                    throw new IOException("planned");
                                }));
                    } catch (IOException caught) {
                        return "went on";
                    }
                    return null;
                })
                .error();
        assertThat(error).isInstanceOf(ServerException.class).hasMessageContaining("nothing of this call is kept");
        assertValues(0, 0);
    }

    @Test
    void whereNothingChangedTheServantStaysAndTheChainGoesOn() {
        assertThat(rooms.change("account/a", self -> {
                            self.value = 1;
                            try {
                                self.other("account/a").change(again -> {
                                    throw new IOException("planned");
                                });
                            } catch (IOException caught) {
                                return "went on";
                            }
                            return null;
                        })
                        .result())
                .isEqualTo("went on");
        assertThat(rooms.value("account/a")).isEqualTo(1L);
        assertThat(diary).containsExactly("a new", "a activate");
    }

    @Test
    void undoingMakesANewServantWithoutPassivation() {
        rooms.change("account/a", self -> self.value = 1).result();
        diary.clear();
        rooms.change("account/a", self -> {
                    self.value = 2;
                    throw new IOException("planned");
                })
                .error();
        assertThat(rooms.value("account/a")).isEqualTo(1L);
        assertThat(diary).containsExactly("a new", "a activate");
    }

    @Test
    void aNewObjectThatFailsIsNotThere() {
        rooms.change("account/a", self -> {
                    throw new IOException("planned");
                })
                .error();
        assertThat(rooms.adapter.exists("account/a")).isFalse();
        assertThat(rooms.change("account/a", self -> self.context.isNew()).result())
                .isEqualTo(true);
        assertThat(rooms.adapter.exists("account/a")).isTrue();
    }

    @Test
    void transientObjectsAreNotUndone() {
        rooms.change("front", self -> {
                    self.value = 5;
                    throw new IOException("planned");
                })
                .error();
        assertThat(rooms.value("front")).isEqualTo(5L);
    }

    /** After an undo the state to go back to is still that before the chain, not that in the middle of it. */
    @Test
    void whatWasUndoneInTheMiddleIsForgottenAtTheEnd() {
        rooms.change("account/a", self -> self.value = 1).result();
        rooms.change("front", self -> {
                    add(self, "a", 10);
                    try {
                        self.other("account/a").change(a -> {
                            a.value = 99;
                            throw new IOException("inner");
                        });
                    } catch (IOException caught) {
                        add(self, "a", -10);
                    }
                    throw new IOException("outer");
                })
                .error();
        rooms.change("account/a", self -> {
                    self.value = 50;
                    throw new IOException("again");
                })
                .error();
        assertThat(rooms.value("account/a")).isEqualTo(1L);
    }

    /** What a constructor did to others before it failed is undone with the call. */
    @Test
    void whatAFailedActivationChangedElsewhereIsUndone() {
        rooms.host("broken", PERSISTENT, POOLED, (self, event) -> {
            add(self, "a", 5);
            throw new IOException("planned");
        });
        rooms.change("broken", self -> null).error();
        rooms.change("front", self -> {
                    try {
                        return self.other("broken").change(broken -> null);
                    } catch (ServerException failed) {
                        return add(self, "b", 1);
                    }
                })
                .result();
        assertValues(0, 1);
    }

    // removal

    @Test
    void aRemovedObjectIsGoneAndItsNameStandsForANewOne() throws Exception {
        long number = (long) rooms.change("account/a", self -> self.value = 4).result();
        long before = rooms.adapter.numberOf("account/a");
        rooms.change("account/a", self -> {
                    self.context.remove();
                    return null;
                })
                .result();
        assertThat(number).isEqualTo(4);
        assertThat(rooms.value("account/a")).isEqualTo(0L);
        assertThat(rooms.adapter.numberOf("account/a")).isNotEqualTo(before);
        await().until(() -> diary.contains("a destroy"));
    }

    @Test
    void theObjectAtTheTypesOwnNameGetsANewIdentityToo() throws Exception {
        rooms.change("account", self -> self.value = 4).result();
        long before = rooms.adapter.numberOf("account");
        rooms.change("account", self -> {
                    self.context.remove();
                    return null;
                })
                .result();
        assertThat(rooms.value("account")).isEqualTo(0L);
        assertThat(rooms.adapter.numberOf("account")).isNotEqualTo(before);
    }

    @Test
    void anObjectThatRemovesItselfInItsFirstCallWasNeverThere() throws Exception {
        long number = rooms.adapter.numberOf("account/a");
        rooms.change("account/a", self -> {
                    self.context.remove();
                    return null;
                })
                .result();
        assertThat(rooms.adapter.exists("account/a")).isFalse();
        assertThat(rooms.adapter.numberOf("account/a")).isNotEqualTo(number);
    }

    @Test
    void aRemovalThatFailsIsUndone() {
        rooms.change("account/a", self -> self.value = 4).result();
        rooms.change("front", self -> {
                    self.other("account/a").change(a -> {
                        a.context.remove();
                        return null;
                    });
                    throw new IOException("planned");
                })
                .error();
        assertThat(rooms.value("account/a")).isEqualTo(4L);
    }

    @Test
    void callsThatWaitForARemovedObjectAreTold() {
        rooms.host("own", PERSISTENT, PER_OBJECT);
        rooms.change("own/a", self -> self.value = 4).result();
        List<TestCall> waiting = Collections.synchronizedList(new ArrayList<>());
        rooms.change("own/a", self -> {
                    for (int i = 0; i < 5; i++) {
                        waiting.add(rooms.change("own/a", late -> "in"));
                    }
                    await().until(() -> rooms.dispatcher.load().waiting() == 5);
                    self.context.remove();
                    return null;
                })
                .result();
        waiting.forEach(call -> assertThat(call.error()).isInstanceOf(NoSuchObjectException.class));
        assertThat(rooms.value("own/a")).isEqualTo(0L);
    }

    /** Until then it is in memory, with a servant and without calls. */
    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_REQUEST", "PER_OBJECT", "SINGLE"})
    void anObjectWhoseRemovalIsNotSettledYetIsNotPassivated(Threading threading) {
        rooms.host("own", PERSISTENT, threading, (self, event) -> diary.add(event));
        rooms.change("own/a", self -> self.value = 4).result();
        rooms.store.hold();
        TestCall removing = rooms.change(
                "front",
                self -> self.other("own/a").change(a -> {
                    a.context.remove();
                    return null;
                }));
        await().until(() -> rooms.processor.calls().stream()
                .anyMatch(view -> view.waitingFor().equals("the disk")));
        AsIfIdle.sweep(rooms.adapter);
        rooms.store.settle();
        removing.result();
        await("the object ends").until(() -> diary.contains("destroy"));
        assertThat(diary).doesNotContain("passivate");
        assertThat(rooms.value("own/a")).isEqualTo(0L);
    }

    // whether an object exists

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAsksWhetherAnObjectExistsIsAnsweredWhenThatIsSettled(boolean kept) {
        rooms.store.hold();
        TestCall making = rooms.change("account/a", self -> self.value = 1);
        awaitWaitingForTheDisk(1);
        TestCall asking = rooms.change("front", self -> self.context.exists("account/a"));
        awaitWaitingForTheDisk(2);
        if (kept) {
            rooms.store.settle();
            making.result();
            assertThat(asking.result()).isEqualTo(true);
        } else {
            rooms.store.fail(new IOException("disk full"));
            making.error();
            assertThat(asking.error()).hasMessageContaining("disk full");
        }
    }

    @Test
    void whoAsksAboutARemovedObjectIsAnsweredWhenTheRemovalIsSettled() {
        rooms.change("account/a", self -> self.value = 1).result();
        rooms.store.hold();
        TestCall removing = rooms.change("account/a", self -> {
            self.context.remove();
            return null;
        });
        awaitWaitingForTheDisk(1);
        TestCall asking = rooms.change("front", self -> self.context.exists("account/a"));
        awaitWaitingForTheDisk(2);
        rooms.store.settle();
        removing.result();
        assertThat(asking.result()).isEqualTo(false);
    }

    /** What another chain has only begun is not there yet; what the own one has is. */
    @Test
    void anObjectThatAChainMakesExistsForThatChainAlone() {
        assertThat(rooms.change(
                                "account/a",
                                self -> List.of(
                                        self.context.exists("account/a"),
                                        rooms.change("front", front -> front.context.exists("account/a"))
                                                .result()))
                        .result())
                .isEqualTo(List.of(true, false));
    }

    private void awaitWaitingForTheDisk(int calls) {
        await().until(() -> rooms.processor.calls().stream()
                        .filter(view -> view.waitingFor().equals("the disk"))
                        .count()
                == calls);
    }

    // commits that fail

    @Test
    void aFailedCommitIsReloadedAndLaterCallsSucceed() {
        rooms.change("account/a", self -> self.value = 1).result();
        rooms.store.hold();
        TestCall lost = rooms.change("account/a", self -> self.value = 2);
        await().until(() -> rooms.processor.calls().stream()
                .anyMatch(view -> view.waitingFor().equals("the disk")));
        rooms.store.fail(new IOException("disk full"));
        assertThat(lost.error()).hasMessageContaining("disk full");
        assertThat(rooms.change("account/a", self -> self.value += 10).result()).isEqualTo(11L);
    }

    /** A chain that is in an object when its last change is lost must neither keep nor bring back what was lost. */
    @Test
    void aChainThatSawALostChangeFailsAndTheLostChangeStaysLost() {
        rooms.change("account/a", self -> self.value = 1).result();
        rooms.store.hold();
        TestCall lost = rooms.change("account/a", self -> self.value = 2);
        await().until(() -> rooms.processor.calls().stream()
                .anyMatch(view -> view.waitingFor().equals("the disk")));
        TestCall running = rooms.change("account/a", self -> {
            rooms.store.fail(new IOException("disk full"));
            return self.value += 10;
        });
        assertThat(lost.error()).isInstanceOf(ServerException.class);
        assertThat(running.error()).isInstanceOf(ServerException.class);
        assertThat(rooms.value("account/a")).isEqualTo(1L);
        assertThat(rooms.change("account/a", self -> ++self.value).result()).isEqualTo(2L);
    }

    /** In whichever moment of the calls beside it a write fails. */
    @Test
    void whatWasAcknowledgedIsInTheStoreHoweverWritesFail() throws IOException {
        Random random = new Random(7);
        long highest = rooms.change("account/a", self -> self.value = 1).result() instanceof Long first ? first : 0;
        for (int round = 0; round < Stress.times(ROUNDS); round++) {
            rooms.store.hold();
            List<TestCall> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(rooms.change("account/a", self -> ++self.value));
                spin(random.nextInt(30_000));
            }
            if (random.nextInt(4) > 0) {
                rooms.store.fail(new IOException("disk full"));
            }
            rooms.store.settle();
            for (TestCall call : calls) {
                if (call.outcome().succeeded()) {
                    highest = Math.max(highest, (Long) call.result());
                }
            }
            assertThat(stored("account/a")).as("round " + round).isGreaterThanOrEqualTo(highest);
        }
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private long stored(String name) throws IOException {
        long number = rooms.store.identity(name).orElseThrow().number();
        String state = new String(rooms.store.load(number).orElseThrow(), StandardCharsets.UTF_8);
        Matcher value = Pattern.compile("\"value\":(\\d+)").matcher(state);
        assertThat(value.find()).as(state).isTrue();
        return Long.parseLong(value.group(1));
    }

    @Test
    void aReaderThatSawALostChangeFails() {
        rooms.change("account/a", self -> self.value = 1).result();
        rooms.store.hold();
        TestCall lost = rooms.change("account/a", self -> self.value = 2);
        await().until(() -> rooms.processor.calls().stream()
                .anyMatch(view -> view.waitingFor().equals("the disk")));
        TestCall reader = rooms.read("account/a", self -> {
            rooms.store.fail(new IOException("disk full"));
            return self.value;
        });
        assertThat(reader.error()).isInstanceOf(ServerException.class);
        lost.error();
        assertThat(rooms.value("account/a")).isEqualTo(1L);
    }

    @Test
    void aReplyWaitsForAllThatItsChainHasSeen() {
        rooms.change("account/a", self -> self.value = 1).result();
        rooms.store.hold();
        TestCall change = rooms.change("account/a", self -> self.value = 2);
        await().until(() -> rooms.processor.calls().stream()
                .anyMatch(view -> view.waitingFor().equals("the disk")));
        TestCall read = rooms.read("account/a", self -> self.value);
        await().until(() -> rooms.processor.calls().stream()
                        .filter(view -> view.waitingFor().equals("the disk"))
                        .count()
                == 2);
        assertThat(read.answered() || change.answered()).isFalse();
        rooms.store.settle();
        assertThat(change.result()).isEqualTo(2L);
        assertThat(read.result()).isEqualTo(2L);
        await().until(() -> rooms.processor.inProgress() == 0);
    }
}
