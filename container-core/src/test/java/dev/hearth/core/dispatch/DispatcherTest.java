package dev.hearth.core.dispatch;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.PER_OBJECT;
import static dev.hearth.api.Threading.PER_REQUEST;
import static dev.hearth.api.Threading.POOLED;
import static dev.hearth.api.Threading.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted.Script;
import dev.hearth.core.testing.TestCall;
import java.rmi.ServerException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DispatcherTest {

    private Rooms rooms = new Rooms();

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private void with(HearthConfig.Threads threads) {
        rooms.close();
        rooms = new Rooms(threads);
    }

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    private void awaitWaiting(int waiting) {
        await("%d in queues".formatted(waiting))
                .until(() -> rooms.dispatcher.load().waiting() == waiting);
    }

    // the policies

    @Test
    void aPooledCallRunsOnTheThreadThatBroughtIt() {
        rooms.host("pooled", TRANSIENT, POOLED);
        TestCall call = new TestCall(new Target.ByName("pooled"), "change", (Script) self -> Thread.currentThread());
        rooms.processor.enter(call);
        assertThat(call.result()).isSameAs(Thread.currentThread());
    }

    @Test
    void anObjectsOwnThreadIsAlwaysTheSame() {
        rooms.host("own", TRANSIENT, PER_OBJECT);
        Object alices =
                rooms.change("own/alice", self -> Thread.currentThread()).result();
        assertThat(rooms.change("own/alice", self -> Thread.currentThread()).result())
                .isSameAs(alices);
        assertThat(rooms.change("own/bob", self -> Thread.currentThread()).result())
                .isNotSameAs(alices);
    }

    @Test
    void allSingleObjectsShareOneThread() {
        rooms.host("one", TRANSIENT, SINGLE).host("two", PERSISTENT, SINGLE);
        Object thread = rooms.change("one", self -> Thread.currentThread()).result();
        assertThat(rooms.change("two/x", self -> Thread.currentThread()).result())
                .isSameAs(thread);
    }

    @Test
    void eachRequestHasANewThread() {
        rooms.host("each", TRANSIENT, PER_REQUEST);
        Set<Object> threads = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            threads.add(rooms.change("each", self -> Thread.currentThread()).result());
        }
        assertThat(threads).hasSize(5).doesNotContain(Thread.currentThread());
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT,POOLED", "TRANSIENT,PER_REQUEST"})
    void callsOfAConcurrentObjectOverlap(Lifecycle lifecycle, Threading threading) {
        rooms.host("meeting", lifecycle, threading);
        CyclicBarrier both = new CyclicBarrier(2);
        Script meet = self -> both.await(20, TimeUnit.SECONDS) >= 0;
        TestCall one = rooms.change("meeting", meet);
        TestCall two = rooms.change("meeting", meet);
        assertThat(one.result()).isEqualTo(true);
        assertThat(two.result()).isEqualTo(true);
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_REQUEST"})
    void readersOfAPersistentObjectOverlap(Threading threading) {
        rooms.host("meeting", PERSISTENT, threading);
        rooms.change("meeting", self -> self.value = 1).result();
        CyclicBarrier both = new CyclicBarrier(2);
        Script meet = self -> both.await(20, TimeUnit.SECONDS) >= 0;
        TestCall one = rooms.read("meeting", meet);
        TestCall two = rooms.read("meeting", meet);
        assertThat(one.result()).isEqualTo(true);
        assertThat(two.result()).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT,PER_OBJECT",
        "TRANSIENT,SINGLE",
        "PERSISTENT,POOLED",
        "PERSISTENT,PER_OBJECT",
        "PERSISTENT,PER_REQUEST",
        "PERSISTENT,SINGLE"
    })
    void callsOfOneObjectNeverOverlap(Lifecycle lifecycle, Threading threading) {
        rooms.host("counter", lifecycle, threading);
        AtomicInteger inside = new AtomicInteger();
        List<TestCall> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            calls.add(rooms.change("counter", self -> {
                int now = inside.incrementAndGet();
                self.value++;
                Thread.yield();
                inside.decrementAndGet();
                return now;
            }));
        }
        calls.forEach(call -> assertThat(call.result()).isEqualTo(1));
        assertThat(rooms.value("counter")).isEqualTo(30L);
    }

    // chains

    @Test
    void aChainKeepsAPersistentObjectUntilItsEnd() throws Exception {
        rooms.host("front", TRANSIENT, POOLED).host("account", PERSISTENT, POOLED);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall first = rooms.change("front", self -> {
            self.other("account").change(account -> account.value = 1);
            entered.countDown();
            return pass(go);
        });
        assertThat(pass(entered)).isTrue();
        TestCall second = rooms.change("account", self -> self.value);
        awaitWaiting(1);
        assertThat(second.answered()).isFalse();
        go.countDown();
        assertThat(first.result()).isEqualTo(true);
        assertThat(second.result()).isEqualTo(1L);
    }

    @Test
    void aTransientObjectsLaneIsFreeWhenItsMethodEnds() throws Exception {
        rooms.host("front", TRANSIENT, POOLED).host("own", TRANSIENT, PER_OBJECT);
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall first = rooms.change("front", self -> {
            self.other("own").change(own -> null);
            left.countDown();
            return pass(go);
        });
        assertThat(pass(left)).isTrue();
        assertThat(rooms.change("own", self -> "in").result()).isEqualTo("in");
        go.countDown();
        first.result();
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT,PER_OBJECT",
        "TRANSIENT,SINGLE",
        "PERSISTENT,POOLED",
        "PERSISTENT,PER_OBJECT",
        "PERSISTENT,PER_REQUEST",
        "PERSISTENT,SINGLE"
    })
    void aChainComesBackToAnObjectThatItIsIn(Lifecycle lifecycle, Threading threading) {
        rooms.host("there", lifecycle, threading).host("back", TRANSIENT, POOLED);
        Object again = rooms.change("there", self -> {
                    Thread outer = Thread.currentThread();
                    Object inner = self.other("back")
                            .change(back -> back.other("there").change(there -> Thread.currentThread()));
                    return threading == PER_REQUEST || inner == outer;
                })
                .result();
        assertThat(again).isEqualTo(true);
    }

    @Test
    void aChainComesBackOnTheObjectsOwnThreadFromFarAway() {
        rooms.host("a", TRANSIENT, PER_OBJECT).host("b", TRANSIENT, PER_OBJECT).host("c", PERSISTENT, SINGLE);
        Object same = rooms.change("a", a -> {
                    Thread mine = Thread.currentThread();
                    return a.other("b")
                            .change(b -> b.other("c")
                                    .change(c -> c.other("a").change(again -> Thread.currentThread() == mine)));
                })
                .result();
        assertThat(same).isEqualTo(true);
    }

    // deadlock

    private CyclicBarrier meetingOf(int chains) {
        return new CyclicBarrier(chains);
    }

    private TestCall stepInTurn(String own, String next, CyclicBarrier all) {
        return rooms.change(own, step(next, all));
    }

    private static Script step(String next, CyclicBarrier all) {
        return self -> {
            self.value++;
            all.await(20, TimeUnit.SECONDS);
            return self.other(next).change(other -> ++other.value);
        };
    }

    private void assertOneIsGivenUp(List<TestCall> calls) {
        List<TestCall> failed =
                calls.stream().filter(call -> call.outcome().error() != null).toList();
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).error())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("HEARTH-DEADLOCK")
                .hasMessageContaining("waits for")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "PER_REQUEST"})
    void oneOfTwoChainsInACircleIsGivenUp(Threading threading) {
        rooms.host("a", PERSISTENT, threading).host("b", PERSISTENT, threading);
        CyclicBarrier both = meetingOf(2);
        assertOneIsGivenUp(List.of(stepInTurn("a", "b", both), stepInTurn("b", "a", both)));
        assertThat((long) rooms.value("a") + (long) rooms.value("b"))
                .as("what the other one did, and nothing else")
                .isEqualTo(2);
    }

    @Test
    void oneOfThreeChainsInACircleIsGivenUp() {
        rooms.host("a", PERSISTENT, POOLED).host("b", PERSISTENT, PER_OBJECT).host("c", TRANSIENT, PER_OBJECT);
        CyclicBarrier all = meetingOf(3);
        assertOneIsGivenUp(List.of(stepInTurn("a", "b", all), stepInTurn("b", "c", all), stepInTurn("c", "a", all)));
    }

    @Test
    void theYoungestIsGivenUp() throws Exception {
        rooms.host("a", PERSISTENT, POOLED).host("b", PERSISTENT, POOLED);
        CountDownLatch begun = new CountDownLatch(1);
        CyclicBarrier both = meetingOf(2);
        TestCall older = rooms.change("a", self -> {
            begun.countDown();
            both.await(20, TimeUnit.SECONDS);
            return self.other("b").change(other -> "done");
        });
        assertThat(pass(begun)).isTrue();
        TestCall younger = stepInTurn("b", "a", both);
        assertThat(younger.error()).hasMessageContaining("HEARTH-DEADLOCK");
        assertThat(older.result()).isEqualTo("done");
    }

    @Test
    void aGivenUpChainKeepsNothingEvenIfItCatchesTheError() {
        rooms.host("a", PERSISTENT, POOLED).host("b", PERSISTENT, POOLED);
        CyclicBarrier both = meetingOf(2);
        Script[] catching = new Script[2];
        String[] names = {"a", "b"};
        List<TestCall> calls = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String next = names[1 - i];
            catching[i] = self -> {
                self.value += 10;
                both.await(20, TimeUnit.SECONDS);
                try {
                    return self.other(next).change(other -> "fine");
                } catch (Exception caught) {
                    return "caught";
                }
            };
            calls.add(rooms.change(names[i], catching[i]));
        }
        assertOneIsGivenUp(calls);
        assertThat((long) rooms.value("a") + (long) rooms.value("b")).isEqualTo(10);
    }

    @Test
    void theErrorNamesObjectsMethodsAndCallersOfTheCircle() {
        rooms.host("a", PERSISTENT, POOLED).host("b", PERSISTENT, POOLED);
        CyclicBarrier both = meetingOf(2);
        TestCall one = new TestCall(new Target.ByName("a/1"), "change", step("b/2", both)).by("alice");
        TestCall two = new TestCall(new Target.ByName("b/2"), "change", step("a/1", both)).by("bob");
        rooms.start(one);
        rooms.start(two);
        Throwable error = one.outcome().error() != null ? one.error() : two.error();
        assertThat(error)
                .hasMessageContaining("[a/1.change by alice@")
                .hasMessageContaining("waits for b/2")
                .hasMessageContaining("[b/2.change by bob@")
                .hasMessageContaining("waits for a/1");
        two.outcome();
    }

    /** Neither object is there yet: what is waited for is the end of its making. */
    @Test
    void twoObjectsThatNeedEachOtherToBeMadeAreFound() {
        CyclicBarrier both = meetingOf(2);
        AtomicInteger made = new AtomicInteger();
        for (String[] names : new String[][] {{"a", "b"}, {"b", "a"}}) {
            rooms.host(names[0], TRANSIENT, POOLED, (self, event) -> {
                if (event.equals("new") && made.incrementAndGet() <= 2) {
                    both.await(20, TimeUnit.SECONDS);
                    self.other(names[1]).change(other -> "made");
                }
            });
        }
        assertOneIsGivenUp(List.of(rooms.change("a", self -> "a"), rooms.change("b", self -> "b")));
    }

    /** A call that waits for the single thread owns its persistent object meanwhile, and so can close a circle. */
    @Test
    void aCircleThroughTheSingleThreadIsFound() throws Exception {
        rooms.host("front", TRANSIENT, SINGLE).host("account", PERSISTENT, SINGLE);
        CountDownLatch inFront = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall front = rooms.change("front", self -> {
            inFront.countDown();
            pass(go);
            return self.other("account").change(account -> "reached");
        });
        assertThat(pass(inFront)).isTrue();
        TestCall direct = rooms.change("account", account -> "direct");
        awaitWaiting(1);
        go.countDown();
        assertThat(front.result()).isEqualTo("reached");
        assertThat(direct.error()).hasMessageContaining("HEARTH-DEADLOCK");
    }

    /** A chain that waits for two readers closes two circles at once. */
    @Test
    void everyCircleThatCloses_isBroken() throws Exception {
        rooms.host("shared", PERSISTENT, POOLED).host("m", PERSISTENT, POOLED).host("n", PERSISTENT, POOLED);
        rooms.change("shared", self -> self.value = 1).result();
        CountDownLatch owns = new CountDownLatch(1);
        CountDownLatch readersWait = new CountDownLatch(1);
        TestCall writer = rooms.change("m", m -> {
            m.other("n").change(n -> n.value = 1);
            owns.countDown();
            pass(readersWait);
            return m.other("shared").change(shared -> "written");
        });
        assertThat(pass(owns)).isTrue();
        TestCall one = rooms.read("shared", self -> self.other("m").read(m -> m.value));
        TestCall two = rooms.read("shared", self -> self.other("n").read(n -> n.value));
        awaitWaiting(2);
        readersWait.countDown();
        assertThat(writer.result()).isEqualTo("written");
        assertThat(one.error()).hasMessageContaining("HEARTH-DEADLOCK");
        assertThat(two.error()).hasMessageContaining("HEARTH-DEADLOCK");
    }

    // bounds

    private static HearthConfig.Threads threads(int pool, int spare, int perRequest, int perObject, int queue) {
        return new HearthConfig.Threads(8, 8, pool, spare, 4, perRequest, perObject, queue, 500, 1_000, false, 0);
    }

    @ParameterizedTest
    @CsvSource({"PERSISTENT,POOLED", "TRANSIENT,PER_OBJECT", "PERSISTENT,PER_REQUEST", "TRANSIENT,SINGLE"})
    void aFullQueueIsBusyAndNothingHasRun(Lifecycle lifecycle, Threading threading) throws Exception {
        with(threads(16, 4, 16, 16, 2));
        rooms.host("slow", lifecycle, threading);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall slow = rooms.change("slow", self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        List<TestCall> waiting = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            waiting.add(rooms.change("slow", self -> "later"));
            awaitWaiting(i);
        }
        assertThat(rooms.change("slow", self -> "never").error())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("HEARTH-BUSY")
                .hasCauseInstanceOf(RejectedExecutionException.class);
        go.countDown();
        slow.result();
        waiting.forEach(call -> assertThat(call.result()).isEqualTo("later"));
    }

    private TestCall busyWith(String object, CountDownLatch go) throws InterruptedException {
        CountDownLatch in = new CountDownLatch(1);
        TestCall call = rooms.change(object, self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        return call;
    }

    @Test
    void callsThatWaitForAPlaceAreBoundedForEachObjectToo() throws Exception {
        with(threads(1, 0, 16, 16, 2));
        rooms.host("slow", TRANSIENT, POOLED);
        CountDownLatch go = new CountDownLatch(1);
        TestCall slow = busyWith("slow/0", go);
        List<TestCall> waiting = new ArrayList<>();
        for (String object : List.of("slow/1", "slow/1", "slow/2")) {
            waiting.add(rooms.change(object, self -> "later"));
            awaitWaiting(waiting.size());
        }
        assertThat(rooms.change("slow/1", self -> "never").error())
                .hasMessageStartingWith(
                        "HEARTH-BUSY: 2 calls wait for slow/1, the most that threads.queue-per-object allows;"
                                + " nothing has run");
        go.countDown();
        slow.result();
        waiting.forEach(call -> assertThat(call.result()).isEqualTo("later"));
    }

    @Test
    void aFullQueueOfOnePolicyIsNobodyElses() throws Exception {
        with(new HearthConfig.Threads(8, 8, 1, 0, 0, 16, 16, 100, 2, 1_000, false, 0));
        rooms.host("one", TRANSIENT, SINGLE).host("pooled", TRANSIENT, POOLED);
        CountDownLatch go = new CountDownLatch(1);
        List<TestCall> busy = List.of(busyWith("one/0", go), busyWith("pooled/0", go));
        List<TestCall> waiting = new ArrayList<>();
        for (String object : List.of("one/1", "one/2", "pooled/1")) {
            waiting.add(rooms.change(object, self -> "later"));
            awaitWaiting(waiting.size());
        }
        assertThat(rooms.change("one/3", self -> "never").error())
                .hasMessageContaining("2 calls wait for single objects, the most that threads.queue-per-policy allows");
        waiting.add(rooms.change("pooled/2", self -> "later"));
        awaitWaiting(4);
        go.countDown();
        busy.forEach(TestCall::result);
        waiting.forEach(call -> assertThat(call.result()).isEqualTo("later"));
    }

    @Test
    void callsWithoutAPlaceInThePoolWaitAndRun() throws Exception {
        with(threads(2, 0, 2, 2, 100));
        rooms.host("slow", TRANSIENT, POOLED);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<TestCall> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            calls.add(rooms.change("slow/" + i % 3, self -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                return "ran";
            }));
        }
        calls.forEach(call -> assertThat(call.result()).isEqualTo("ran"));
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void anObjectWithoutAThreadIsBusyAndCanBeCalledWhenOneIsFree() {
        with(threads(16, 0, 16, 1, 100));
        rooms.host("own", PERSISTENT, PER_OBJECT);
        rooms.change("own/a", self -> 1).result();
        assertThat(rooms.change("own/b", self -> 1).error()).hasMessageContaining("threads.per-object");
    }

    @Test
    void aNestedCallPerRequestIsRefusedWhenNoThreadIsLeft() {
        with(threads(16, 0, 1, 16, 100));
        rooms.host("each", TRANSIENT, PER_REQUEST);
        Object caught = rooms.change("each", self -> {
                    try {
                        return self.other("each/other").change(other -> "ran");
                    } catch (ServerException busy) {
                        return busy.getMessage();
                    }
                })
                .result();
        assertThat(caught).asString().contains("HEARTH-BUSY").contains("threads.per-request");
    }

    @Test
    void aThreadThatWaitsOutsideGivesItsPlaceToAnother() throws Exception {
        with(threads(1, 1, 16, 16, 100));
        rooms.host("out", TRANSIENT, POOLED);
        CountDownLatch outside = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        TestCall first = rooms.change("out", self -> {
            Runnable returned = rooms.dispatcher.outside();
            outside.countDown();
            pass(back);
            returned.run();
            return "back";
        });
        assertThat(pass(outside)).isTrue();
        assertThat(rooms.change("out", self -> "callback").result()).isEqualTo("callback");
        back.countDown();
        assertThat(first.result()).isEqualTo("back");
    }

    @Test
    void theLastOneInThePoolMayNotWaitOutsideWithItsPlace() throws Exception {
        with(threads(1, 0, 16, 16, 100));
        rooms.host("out", TRANSIENT, POOLED);
        Object refused = rooms.change("out", self -> {
                    try {
                        rooms.dispatcher.outside().run();
                        return "waited";
                    } catch (RejectedExecutionException full) {
                        return full.getMessage();
                    }
                })
                .result();
        assertThat(refused).asString().contains("threads.pool: 1");
    }

    // giving up

    @ParameterizedTest
    @CsvSource({
        "PERSISTENT,POOLED",
        "TRANSIENT,PER_OBJECT",
        "PERSISTENT,PER_OBJECT",
        "TRANSIENT,SINGLE",
        "PERSISTENT,SINGLE",
        "PERSISTENT,PER_REQUEST"
    })
    void aCallThatIsCancelledWhileItWaitsLeavesItsQueue(Lifecycle lifecycle, Threading threading) throws Exception {
        rooms.host("slow", lifecycle, threading);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall slow = rooms.change("slow", self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        TestCall waiting = rooms.change("slow", self -> "never");
        awaitWaiting(1);
        long last = rooms.processor.calls().get(1).id();
        assertThat(rooms.processor.cancel(last)).isTrue();
        assertThat(waiting.error()).hasMessageContaining("HEARTH-CANCELLED").hasMessageContaining("nothing has run");
        awaitWaiting(0);
        go.countDown();
        assertThat(slow.result()).isEqualTo(true);
    }

    @Test
    void aCallThatWaitsForAPlaceLeavesThatQueueToo() throws Exception {
        with(threads(1, 0, 16, 16, 100));
        rooms.host("slow", TRANSIENT, POOLED);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall slow = rooms.change("slow", self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        TestCall waiting = rooms.change("slow", self -> "never");
        awaitWaiting(1);
        rooms.processor.cancel(rooms.processor.calls().get(1).id());
        waiting.error();
        awaitWaiting(0);
        go.countDown();
        slow.result();
    }

    @Test
    void aSingleCallThatIsCancelledWhileItWaitsForTheThreadLeavesItsObject() throws Exception {
        rooms.host("busy", TRANSIENT, SINGLE).host("account", PERSISTENT, SINGLE);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall busy = rooms.change("busy", self -> {
            in.countDown();
            pass(go);
            return self.other("account").change(account -> "free");
        });
        assertThat(pass(in)).isTrue();
        TestCall waiting = rooms.change("account", self -> "never");
        awaitWaiting(1);
        rooms.processor.cancel(rooms.processor.calls().get(1).id());
        waiting.error();
        go.countDown();
        assertThat(busy.result()).isEqualTo("free");
    }

    @Test
    void aChainThatIsCancelledWhileItWaitsForALaneIsInterruptedThere() throws Exception {
        rooms.host("front", TRANSIENT, POOLED).host("account", PERSISTENT, POOLED);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall owner = rooms.change("account", self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        AtomicReference<Throwable> seen = new AtomicReference<>();
        TestCall chain = rooms.change("front", self -> {
            try {
                return self.other("account").change(account -> "never");
            } catch (Exception doomed) {
                seen.set(doomed);
                throw doomed;
            }
        });
        awaitWaiting(1);
        rooms.processor.cancel(rooms.processor.calls().get(1).id());
        assertThat(chain.error()).hasMessageContaining("HEARTH-CANCELLED");
        awaitWaiting(0);
        await().untilAsserted(() -> assertThat(seen.get()).isInstanceOf(ServerException.class));
        go.countDown();
        owner.result();
    }

    @Test
    void anInterruptOfTheMethodsOwnDoesNotReachTheNextCall() {
        rooms.host("rude", TRANSIENT, PER_OBJECT).host("pooled", TRANSIENT, POOLED);
        for (String name : List.of("rude", "pooled")) {
            TestCall call = new TestCall(new Target.ByName(name), "change", (Script) self -> {
                Thread.currentThread().interrupt();
                return "done";
            });
            rooms.processor.enter(call);
            assertThat(call.result()).isEqualTo("done");
            assertThat(Thread.interrupted()).isFalse();
            assertThat(rooms.change(name, self -> Thread.currentThread().isInterrupted())
                            .result())
                    .isEqualTo(false);
        }
    }

    @Test
    void exceptionsLeaveNothingBehind() {
        rooms.host("a", PERSISTENT, PER_OBJECT).host("b", PERSISTENT, SINGLE).host("c", TRANSIENT, PER_REQUEST);
        for (String first : List.of("a", "b", "c")) {
            for (String second : List.of("a", "b", "c")) {
                assertThat(rooms.change(
                                        first,
                                        self -> self.other(second).change(other -> {
                                            throw new TimeoutException("thrown");
                                        }))
                                .error())
                        .isInstanceOf(TimeoutException.class);
            }
        }
    }
}
