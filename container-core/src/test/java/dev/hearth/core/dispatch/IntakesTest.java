package dev.hearth.core.dispatch;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.PER_OBJECT;
import static dev.hearth.api.Threading.PER_REQUEST;
import static dev.hearth.api.Threading.POOLED;
import static dev.hearth.core.dispatch.IntakeState.ACTIVE;
import static dev.hearth.core.dispatch.IntakeState.DISCARDING;
import static dev.hearth.core.dispatch.IntakeState.DRAINING;
import static dev.hearth.core.dispatch.IntakeState.HOLDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.Target;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.pipeline.CallView;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.testing.MemoryStore;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted.Script;
import dev.hearth.core.testing.TestCall;
import java.rmi.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class IntakesTest {

    private static final Optional<String> BANK = Optional.of("bank");
    private static final Optional<String> CONTAINER = Optional.empty();

    private Rooms rooms = new Rooms();

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private void with(Rooms others) {
        rooms.close();
        rooms = others;
    }

    private static HearthConfig.Threads threads(int pool, int queuePerObject, int queue) {
        return new HearthConfig.Threads(8, 8, pool, 0, 4, 16, 64, queuePerObject, 10_000, queue, false, 0);
    }

    private void change(Optional<String> deployment, IntakeState state) {
        try {
            rooms.dispatcher.intakes().change(deployment, state);
        } catch (IntakeException refused) {
            throw new AssertionError(refused);
        }
    }

    /** Starts a call from outside on this thread: returns when it has ended, or waits without a thread. */
    private TestCall enter(String object, Script script) {
        TestCall call = new TestCall(new Target.ByName(object), "change", script);
        rooms.processor.enter(call);
        return call;
    }

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    private void awaitWaiting(Optional<String> at, int waiting) {
        await("%d calls wait at %s".formatted(waiting, at)).until(() -> view(at).waiting() == waiting);
    }

    private Intakes.View view(Optional<String> of) {
        return rooms.dispatcher.intakes().all().stream()
                .filter(view -> view.deployment().equals(of))
                .findFirst()
                .orElseThrow();
    }

    private long inside(String deployment) {
        return rooms.processor.chains().stream()
                .filter(chain -> chain.isIn(deployment))
                .count();
    }

    private static void assertRefused(Throwable error, String code) {
        assertThat(error)
                .isInstanceOf(ServerException.class)
                .hasMessageStartingWith(code)
                .hasMessageContaining("nothing has run")
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    // moves

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, HOLDING DISCARDING DRAINING",
        "HOLDING, ACTIVE DISCARDING DRAINING",
        "DISCARDING, ACTIVE HOLDING DRAINING",
        "DRAINING, ACTIVE HOLDING DRAINING"
    })
    void aStateLeadsToTheseAndNoOthers(IntakeState from, String others) {
        assertThat(Stream.of(IntakeState.values()).filter(from::leadsTo).map(Enum::name))
                .containsExactly(others.split(" "));
    }

    @Test
    void aMoveThatChangesNothingIsRefusedAndSaysWhy() {
        rooms.host("bank", TRANSIENT, POOLED);
        Intakes intakes = rooms.dispatcher.intakes();
        assertThatThrownBy(() -> intakes.change(BANK, ACTIVE)).hasMessage("deployment bank takes calls already");
        assertThatThrownBy(() -> intakes.change(CONTAINER, ACTIVE)).hasMessage("the container takes calls already");
        change(BANK, DRAINING);
        assertThatThrownBy(() -> intakes.change(BANK, DISCARDING))
                .hasMessageContaining("is draining, and so refuses calls already");
        assertThatThrownBy(() -> intakes.change(Optional.of("shop"), HOLDING))
                .isInstanceOf(IntakeException.class)
                .hasMessageContaining("there is no deployment 'shop'");
        assertThat(view(BANK).state()).isEqualTo(DRAINING);
        assertThat(view(CONTAINER).state()).isEqualTo(ACTIVE);
    }

    // held

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "PER_REQUEST", "SINGLE"})
    void aHeldCallWaitsWithoutAThreadAndRunsWhenItIsLetIn(Threading threading) {
        rooms.host("bank", PERSISTENT, threading);
        change(BANK, HOLDING);
        TestCall call = enter("bank/alice", self -> Thread.currentThread());
        assertThat(call.answered()).isFalse();
        assertThat(rooms.processor.calls())
                .singleElement()
                .returns("deployment bank, which is held", CallView::waitingFor)
                .returns("", CallView::thread);
        assertThat(inside("bank")).isZero();

        change(BANK, ACTIVE);

        assertThat(call.result()).isNotSameAs(Thread.currentThread());
        assertThat(enter("bank/alice", self -> "at once").result()).isEqualTo("at once");
    }

    @ParameterizedTest
    @CsvSource({
        "PERSISTENT,POOLED,bank",
        "PERSISTENT,PER_REQUEST,bank",
        "PERSISTENT,PER_OBJECT,bank",
        "TRANSIENT,PER_OBJECT,bank",
        "PERSISTENT,SINGLE,bank",
        "TRANSIENT,SINGLE,bank",
        "PERSISTENT,POOLED,",
        "TRANSIENT,PER_OBJECT,"
    })
    void heldCallsRunInTheOrderOfTheirArrival(Lifecycle lifecycle, Threading threading, String held) {
        rooms.host("bank", lifecycle, threading);
        change(Optional.ofNullable(held), HOLDING);
        Map<String, List<Integer>> order = new ConcurrentHashMap<>();
        List<TestCall> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int number = i;
            String object = "bank/" + i % 3;
            calls.add(enter(
                    object,
                    self -> order.computeIfAbsent(object, unseen -> Collections.synchronizedList(new ArrayList<>()))
                            .add(number)));
        }

        change(Optional.ofNullable(held), ACTIVE);

        calls.forEach(call -> assertThat(call.result()).isEqualTo(true));
        assertThat(order)
                .hasSize(3)
                .allSatisfy((object, numbers) -> assertThat(numbers).hasSize(20).isSorted());
    }

    @Test
    void pastTheBoundOfADeploymentACallIsBusyAtOnce() {
        with(new Rooms(threads(16, 2, 100)));
        rooms.host("bank", TRANSIENT, POOLED).host("shop", TRANSIENT, POOLED);
        change(BANK, HOLDING);
        change(Optional.of("shop"), HOLDING);
        List<TestCall> held = List.of(enter("bank/a", self -> "ran"), enter("bank/b", self -> "ran"));
        assertThat(enter("bank/c", self -> "never").error())
                .hasMessageContaining("HEARTH-BUSY: 2 calls wait for deployment bank, which is held")
                .hasMessageContaining("threads.queue-per-object");
        TestCall other = enter("shop", self -> "ran");
        change(BANK, ACTIVE);
        change(Optional.of("shop"), ACTIVE);
        held.forEach(call -> assertThat(call.result()).isEqualTo("ran"));
        assertThat(other.result()).isEqualTo("ran");
    }

    @Test
    void heldCallsCountAmongAllThatWait() {
        with(new Rooms(threads(16, 100, 3)));
        rooms.host("bank", TRANSIENT, POOLED).host("shop", TRANSIENT, POOLED);
        change(BANK, HOLDING);
        change(Optional.of("shop"), HOLDING);
        List<TestCall> held =
                List.of(enter("bank", self -> "ran"), enter("shop", self -> "ran"), enter("bank", self -> "ran"));
        assertThat(enter("shop", self -> "never").error()).hasMessageContaining("threads.queue ");
        change(BANK, ACTIVE);
        change(Optional.of("shop"), ACTIVE);
        held.forEach(call -> assertThat(call.result()).isEqualTo("ran"));
    }

    /** Places and lanes are fewer than calls; who has been held is not told that too many wait. */
    @ParameterizedTest
    @CsvSource({"TRANSIENT,POOLED", "PERSISTENT,POOLED", "PERSISTENT,PER_OBJECT", "TRANSIENT,SINGLE"})
    void whoWasHeldIsNotRefusedForTheLengthOfAnotherQueue(Lifecycle lifecycle, Threading threading) throws Exception {
        with(new Rooms(threads(2, 20, 20)));
        rooms.host("bank", lifecycle, threading);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall running = rooms.change("bank", self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        change(BANK, HOLDING);
        List<TestCall> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(enter("bank", self -> "ran"));
        }
        change(BANK, ACTIVE);
        go.countDown();
        assertThat(running.result()).isEqualTo(true);
        calls.forEach(call -> assertThat(call.result()).isEqualTo("ran"));
    }

    @Test
    void aHeldCallThatIsCancelledLeavesTheQueue() {
        rooms.host("bank", PERSISTENT, POOLED);
        change(BANK, HOLDING);
        TestCall first = enter("bank", self -> "never");
        TestCall second = enter("bank", self -> "ran");
        assertThat(rooms.processor.cancel(rooms.processor.calls().get(0).id())).isTrue();
        assertThat(first.error()).hasMessageContaining("HEARTH-CANCELLED").hasMessageContaining("nothing has run");
        assertThat(view(BANK).waiting()).isEqualTo(1);
        change(BANK, ACTIVE);
        assertThat(second.result()).isEqualTo("ran");
    }

    @Test
    void aHeldCallEndsByItsDeadline() {
        with(new Rooms(
                Rooms.OBJECTS, Rooms.THREADS, Duration.ofMillis(50), HookTable.of(List.of()), new MemoryStore()));
        rooms.host("bank", PERSISTENT, POOLED);
        change(BANK, HOLDING);
        TestCall call = enter("bank", self -> "never");
        assertThat(call.error()).hasMessageContaining("HEARTH-DEADLINE").hasCauseInstanceOf(TimeoutException.class);
        awaitWaiting(BANK, 0);
    }

    // refused

    @ParameterizedTest
    @CsvSource({
        "DISCARDING,HEARTH-DISCARDED,bank",
        "DRAINING,HEARTH-DRAINING,bank",
        "DISCARDING,HEARTH-DISCARDED,",
        "DRAINING,HEARTH-DRAINING,"
    })
    void whoIsHeldAndWhoComesIsRefused(IntakeState state, String code, String deployment) {
        Optional<String> of = Optional.ofNullable(deployment);
        rooms.host("bank", PERSISTENT, POOLED);
        change(of, HOLDING);
        TestCall held = enter("bank", self -> "never");
        change(of, state);
        assertRefused(held.error(), code);
        assertRefused(enter("bank", self -> "never").error(), code);
        change(of, HOLDING);
        TestCall waits = enter("bank", self -> "in the end");
        assertThat(waits.answered()).isFalse();
        change(of, ACTIVE);
        assertThat(waits.result()).isEqualTo("in the end");
    }

    @Test
    void otherDeploymentsGoOn() {
        rooms.host("bank", PERSISTENT, POOLED).host("shop", PERSISTENT, POOLED);
        change(BANK, DISCARDING);
        assertThat(enter("shop", self -> Thread.currentThread()).result()).isSameAs(Thread.currentThread());
    }

    // in the middle of a chain

    private TestCall callsBankFromShop(Script inShopBefore) {
        return rooms.change("shop", self -> {
            inShopBefore.run(self);
            try {
                return self.other("bank").change(bank -> "reached");
            } catch (ServerException refused) {
                return refused.getMessage();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "PER_REQUEST", "SINGLE"})
    void aChainThatComesToAHeldDeploymentWaitsAndGoesOn(Threading threading) {
        rooms.host("bank", PERSISTENT, threading).host("shop", PERSISTENT, POOLED);
        change(BANK, HOLDING);
        TestCall chain = callsBankFromShop(self -> self.value++);
        awaitWaiting(BANK, 1);
        assertThat(rooms.processor.calls())
                .filteredOn(call -> call.object().equals("bank"))
                .singleElement()
                .returns("deployment bank, which is held", CallView::waitingFor);
        assertThat(inside("shop")).isEqualTo(1);
        assertThat(inside("bank")).isZero();
        change(BANK, ACTIVE);
        assertThat(chain.result()).isEqualTo("reached");
        assertThat(rooms.value("shop")).isEqualTo(1L);
    }

    @Test
    void aChainThatWaitsInTheMiddleCanBeCancelledAndKeepsNothing() {
        rooms.host("bank", PERSISTENT, POOLED).host("shop", PERSISTENT, POOLED);
        change(BANK, HOLDING);
        TestCall chain = callsBankFromShop(self -> self.value++);
        awaitWaiting(BANK, 1);
        rooms.processor.cancel(rooms.processor.calls().get(0).id());
        assertThat(chain.error()).hasMessageContaining("HEARTH-CANCELLED");
        awaitWaiting(BANK, 0);
        assertThat(rooms.value("shop")).isEqualTo(0L);
        change(BANK, ACTIVE);
    }

    @Test
    void aChainThatWaitsInTheMiddleGivesItsPlaceToAnother() {
        with(new Rooms(new HearthConfig.Threads(8, 8, 1, 1, 4, 16, 64, 100, 100, 100, false, 0)));
        rooms.host("bank", TRANSIENT, POOLED).host("shop", TRANSIENT, POOLED);
        change(BANK, HOLDING);
        TestCall chain = callsBankFromShop(self -> null);
        awaitWaiting(BANK, 1);
        assertThat(rooms.change("shop", self -> "another").result()).isEqualTo("another");
        change(BANK, ACTIVE);
        assertThat(chain.result()).isEqualTo("reached");
    }

    @ParameterizedTest
    @CsvSource({"DISCARDING,HEARTH-DISCARDED", "DRAINING,HEARTH-DRAINING"})
    void aChainThatWaitsInTheMiddleIsToldWhenTheDeploymentRefuses(IntakeState state, String code) {
        rooms.host("bank", PERSISTENT, POOLED).host("shop", PERSISTENT, POOLED);
        change(BANK, HOLDING);
        TestCall chain = callsBankFromShop(self -> self.value++);
        awaitWaiting(BANK, 1);
        change(BANK, state);
        assertThat(chain.result()).asString().startsWith(code);
        assertThat(callsBankFromShop(self -> self.value++).result()).asString().startsWith(code);
        assertThat(rooms.value("shop"))
                .as("who catches the refusal keeps the rest")
                .isEqualTo(2L);
    }

    /** Called back from another deployment, called again after a return, and in both. */
    @ParameterizedTest
    @EnumSource(
            value = IntakeState.class,
            names = {"HOLDING", "DISCARDING", "DRAINING"})
    void aChainThatIsInGoesOn(IntakeState state) throws Exception {
        rooms.host("bank", PERSISTENT, POOLED).host("shop", TRANSIENT, POOLED);
        CountDownLatch in = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        TestCall calledBack = rooms.change("bank/a", self -> {
            in.countDown();
            pass(go);
            return self.other("shop").change(shop -> shop.other("bank/b").change(bank -> "back"));
        });
        TestCall cameBefore = rooms.change("shop", self -> {
            self.other("bank/c").change(bank -> null);
            in.countDown();
            pass(go);
            return self.other("bank/d").change(bank -> "again");
        });
        assertThat(pass(in)).isTrue();
        change(BANK, state);
        assertThat(inside("bank")).isEqualTo(2);
        go.countDown();
        assertThat(calledBack.result()).isEqualTo("back");
        assertThat(cameBefore.result()).isEqualTo("again");
        await("nobody is in").until(() -> inside("bank") == 0);
        change(BANK, ACTIVE);
    }

    @Test
    void aChainThatWasRefusedIsNotIn() {
        rooms.host("bank", PERSISTENT, POOLED).host("shop", TRANSIENT, POOLED);
        change(BANK, DISCARDING);
        Script tries = self -> {
            try {
                return self.other("bank").change(bank -> "in");
            } catch (ServerException refused) {
                return "out";
            }
        };
        assertThat(rooms.change("shop", self -> tries.run(self) + " " + tries.run(self))
                        .result())
                .isEqualTo("out out");
    }

    // the container

    @Test
    void theContainersStateMeetsChainsThatBeginAndNoOthers() throws Exception {
        rooms.host("bank", PERSISTENT, POOLED).host("shop", TRANSIENT, POOLED);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall running = callsBankFromShop(self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        change(CONTAINER, DRAINING);
        assertRefused(enter("bank", self -> "never").error(), "HEARTH-DRAINING: the container");
        assertThat(rooms.processor.chains()).filteredOn(Chain::isInContainer).hasSize(1);
        go.countDown();
        assertThat(running.result()).isEqualTo("reached");
    }

    @Test
    void whoManagesTheJvmIsNotShutOut() {
        Deployment management = Rooms.deployment(WellKnown.MANAGEMENT);
        rooms.deploy(management, Rooms.type(management, "manager", TRANSIENT, POOLED, (self, event) -> {}));
        change(CONTAINER, HOLDING);
        Object counted = enter(
                        "manager",
                        self -> rooms.processor.chains().stream()
                                .filter(Chain::isInContainer)
                                .count())
                .result();
        assertThat(counted).isEqualTo(0L);
    }

    @Test
    void whatADeploymentHeldDoesNotRunInADrainedContainer() {
        rooms.host("bank", PERSISTENT, POOLED);
        change(BANK, HOLDING);
        TestCall held = enter("bank", self -> "never");
        change(CONTAINER, DRAINING);
        assertThat(rooms.processor.chains()).noneMatch(Chain::isInContainer);
        change(BANK, ACTIVE);
        assertRefused(held.error(), "HEARTH-DRAINING: the container");
    }

    @Test
    void whoWasHeldByTheContainerIsHeldByItsDeploymentToo() {
        rooms.host("bank", PERSISTENT, POOLED);
        change(CONTAINER, HOLDING);
        TestCall call = enter("bank", self -> "ran");
        change(BANK, HOLDING);
        change(CONTAINER, ACTIVE);
        assertThat(view(CONTAINER).waiting()).isZero();
        assertThat(view(BANK).waiting()).isEqualTo(1);
        change(CONTAINER, HOLDING);
        change(BANK, ACTIVE);
        assertThat(view(CONTAINER).waiting()).isEqualTo(1);
        change(CONTAINER, ACTIVE);
        assertThat(call.result()).isEqualTo("ran");
    }

    // versions and ends

    @Test
    void theNextVersionInheritsTheState() {
        rooms.host("bank", PERSISTENT, POOLED);
        change(BANK, HOLDING);
        TestCall before = enter("bank", self -> "before");
        Deployment next = Rooms.deployment("bank");
        rooms.deploy(next, Rooms.type(next, "bank", PERSISTENT, POOLED, (self, event) -> {}));
        TestCall after = enter("bank", self -> "after");
        assertThat(before.answered() || after.answered()).isFalse();
        assertThat(view(BANK)).isEqualTo(new Intakes.View(BANK, HOLDING, 2));
        change(BANK, ACTIVE);
        assertThat(before.result()).isEqualTo("before");
        assertThat(after.result()).isEqualTo("after");
    }

    @Test
    void theStateEndsWithTheDeploymentAndWhoIsHeldIsRefused() {
        rooms.host("bank", PERSISTENT, POOLED);
        change(BANK, HOLDING);
        TestCall held = enter("bank", self -> "never");
        rooms.dispatcher.intakes().undeploying("bank");
        assertRefused(held.error(), "HEARTH-DISCARDED: deployment bank");
        rooms.adapter.undeploy("bank");
        rooms.dispatcher.intakes().undeployed("bank");
        assertThat(rooms.dispatcher.intakes().all()).hasSize(1);
        rooms.host("bank", PERSISTENT, POOLED);
        assertThat(enter("bank", self -> "ran").result()).isEqualTo("ran");
    }

    @Test
    void aStopRefusesWhoIsHeldAndHoldsNobodyAnyMore() {
        rooms.host("bank", PERSISTENT, POOLED).host("shop", PERSISTENT, POOLED);
        change(BANK, HOLDING);
        TestCall held = enter("bank", self -> "never");
        TestCall inTheMiddle = callsBankFromShop(self -> self.value++);
        awaitWaiting(BANK, 2);
        change(CONTAINER, HOLDING);
        TestCall outside = enter("shop", self -> "never");
        rooms.dispatcher.intakes().stop();
        assertRefused(held.error(), "HEARTH-DISCARDED");
        assertRefused(outside.error(), "HEARTH-DISCARDED");
        assertThat(inTheMiddle.result()).asString().startsWith("HEARTH-DISCARDED");
        assertThatThrownBy(() -> rooms.dispatcher.intakes().change(BANK, HOLDING))
                .hasMessageContaining("the container stops");
    }

    // all at once

    /** Calls that come one after the other, while an operator holds and lets in, run one after the other. */
    @ParameterizedTest
    @CsvSource({"POOLED,bank", "PER_OBJECT,bank", "POOLED,", "PER_OBJECT,"})
    void nobodyOvertakesWhoWaits(Threading threading, String held) throws Exception {
        with(new Rooms(threads(16, 2_000, 2_000)));
        rooms.host("bank", PERSISTENT, threading);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<TestCall> calls = new ArrayList<>();
        Thread arrivals = new Thread(() -> {
            for (int i = 0; i < 2_000; i++) {
                int number = i;
                calls.add(enter("bank", self -> order.add(number)));
            }
        });
        arrivals.start();
        while (arrivals.isAlive()) {
            change(Optional.ofNullable(held), HOLDING);
            Thread.yield();
            change(Optional.ofNullable(held), ACTIVE);
        }
        arrivals.join();
        calls.forEach(call -> assertThat(call.result()).isEqualTo(true));
        assertThat(order).hasSize(2_000).isSorted();
    }

    private static final class Account {
        private final AtomicLong runs = new AtomicLong();
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
    }

    private void client(Random random, Account account, AtomicBoolean over) {
        while (!over.get()) {
            Script counts = self -> account.runs.incrementAndGet();
            String own = "bank/" + random.nextInt(3);
            TestCall call = random.nextBoolean()
                    ? new TestCall(new Target.ByName(own), "change", counts)
                    : new TestCall(new Target.ByName("shop"), "change", (Script)
                            self -> self.other(own).change(counts));
            rooms.processor.enter(call);
            Throwable error = call.outcome().error();
            if (error == null) {
                account.answered.incrementAndGet();
            } else {
                assertThat(error.getMessage()).containsPattern("HEARTH-(DISCARDED|DRAINING)");
                account.refused.incrementAndGet();
            }
        }
    }

    private void operate(Random random) {
        IntakeState[] states = IntakeState.values();
        for (int i = 0; i < 1_000; i++) {
            Optional<String> of = random.nextInt(3) == 0 ? CONTAINER : BANK;
            try {
                rooms.dispatcher.intakes().change(of, states[random.nextInt(states.length)]);
            } catch (IntakeException pointless) {
                Thread.yield();
            }
        }
        for (Optional<String> of : List.of(CONTAINER, BANK)) {
            if (view(of).state() != ACTIVE) {
                change(of, ACTIVE);
            }
        }
    }

    /** Drains while calls come, again and again; when nobody is in, nobody may come in any more. */
    private void drain(Account account) {
        for (int i = 0; i < 200; i++) {
            long before = account.runs.get();
            await("calls come").until(() -> account.runs.get() > before);
            change(BANK, DRAINING);
            while (inside("bank") > 0) {
                Thread.yield();
            }
            long runs = account.runs.get();
            for (int look = 0; look < 50; look++) {
                Thread.yield();
            }
            assertThat(account.runs.get()).as("runs in a drained bank").isEqualTo(runs);
            change(BANK, ACTIVE);
        }
    }

    private interface Operator {
        void work(Account account) throws Exception;
    }

    private void whileCallsCome(long seed, Operator operator) throws Exception {
        rooms.host("bank", PERSISTENT, seed % 2 == 0 ? PER_OBJECT : POOLED).host("shop", TRANSIENT, PER_REQUEST);
        Account account = new Account();
        AtomicBoolean over = new AtomicBoolean();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random own = new Random(seed * 100 + i);
            Thread client = new Thread(() -> client(own, account, over));
            client.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            clients.add(client);
            client.start();
        }
        try {
            operator.work(account);
        } finally {
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(account.runs.get()).isEqualTo(account.answered.get()).isPositive();
        assertThat(account.refused.get()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostOrRunTwiceWhileStatesChange(long seed) throws Exception {
        whileCallsCome(seed, account -> operate(new Random(seed)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nothingRunsInADrainedDeployment(long seed) throws Exception {
        whileCallsCome(seed, this::drain);
    }
}
