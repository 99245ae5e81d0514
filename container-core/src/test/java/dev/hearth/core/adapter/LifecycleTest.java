package dev.hearth.core.adapter;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.PER_OBJECT;
import static dev.hearth.api.Threading.POOLED;
import static dev.hearth.api.Threading.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.Departure;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.testing.MemoryStore;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted;
import dev.hearth.core.testing.ScriptedObject;
import dev.hearth.core.testing.TestCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activation, passivation and the end of objects. */
@Timeout(60)
class LifecycleTest {

    private static final InetAddress HERE = address(1);
    private static final InetAddress THERE = address(2);

    private Rooms rooms = new Rooms();
    private final List<String> diary = Collections.synchronizedList(new ArrayList<>());
    private final ScriptedObject.Diary noting = (self, event) -> diary.add(self.context.name() + " " + event);

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private void with(HearthConfig.Objects objects) {
        rooms.close();
        rooms = new Rooms(objects, Rooms.THREADS, Duration.ZERO, HookTable.of(List.of()), new MemoryStore());
    }

    private static HearthConfig.Objects objects(long perType, int anonymous, int active, long lingerMillis) {
        return new HearthConfig.Objects(
                perType, anonymous, active, 80, Duration.ofMinutes(10), Duration.ofMillis(lingerMillis));
    }

    private void sweepAsIfIdle() {
        rooms.adapter
                .passivation()
                .sweep(System.nanoTime() + Duration.ofHours(1).toNanos());
    }

    private void awaitGone(String name) {
        await(name + " at rest").until(() -> rooms.adapter.inMemory(name) == null);
    }

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    // activation

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT,POOLED", "TRANSIENT,PER_REQUEST", "TRANSIENT,PER_OBJECT", "TRANSIENT,SINGLE",
        "PERSISTENT,POOLED", "PERSISTENT,PER_REQUEST", "PERSISTENT,PER_OBJECT", "PERSISTENT,SINGLE"
    })
    void activationRunsOnceHoweverManyCallsArriveTogether(Lifecycle lifecycle, Threading threading) throws Exception {
        CountDownLatch made = new CountDownLatch(1);
        rooms.host("thing", lifecycle, threading, (self, event) -> {
            diary.add(event);
            made.await(20, TimeUnit.SECONDS);
        });
        List<TestCall> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(rooms.read("thing", self -> System.identityHashCode(self)));
        }
        await().until(() -> rooms.processor.inProgress() == 10);
        made.countDown();
        Object first = calls.get(0).result();
        calls.forEach(call -> assertThat(call.result()).isEqualTo(first));
        assertThat(diary).containsExactly("new", "activate");
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT,POOLED", "PERSISTENT,POOLED", "PERSISTENT,PER_OBJECT", "TRANSIENT,SINGLE"})
    void aFailedActivationLeavesNothingAndIsTriedAgain(Lifecycle lifecycle, Threading threading) {
        AtomicInteger attempts = new AtomicInteger();
        rooms.host("thing", lifecycle, threading, (self, event) -> {
            if (event.equals("activate") && attempts.incrementAndGet() < 3) {
                throw new IOException("not yet");
            }
        });
        for (int i = 0; i < 2; i++) {
            assertThat(rooms.change("thing/a", self -> "in").error())
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("not yet");
            assertThat(rooms.adapter.exists("thing/a")).isFalse();
        }
        assertThat(rooms.change("thing/a", self -> "in").result()).isEqualTo("in");
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT,POOLED", "PERSISTENT,POOLED", "TRANSIENT,PER_OBJECT", "PERSISTENT,SINGLE"})
    void aConstructorThatCallsItsOwnObjectGetsAnError(Lifecycle lifecycle, Threading threading) {
        AtomicBoolean calls = new AtomicBoolean(true);
        rooms.host("thing", lifecycle, threading, (self, event) -> {
            if (event.equals("new") && calls.get()) {
                self.other("thing").change(again -> "reached");
            }
        });
        assertThat(rooms.change("thing", self -> "in").error()).hasMessageContaining("still being activated");
        calls.set(false);
        assertThat(rooms.change("thing", self -> "in").result()).isEqualTo("in");
    }

    /** Readers that wait behind a change that is undone find no servant: one of them makes it, alone. */
    @Test
    void readersBehindAnUndoneChangeFindOneServant() throws Exception {
        rooms.host("account", PERSISTENT, POOLED, noting);
        rooms.change("account", self -> self.value = 1).result();
        for (int round = 0; round < 20; round++) {
            diary.clear();
            CountDownLatch in = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            TestCall failing = rooms.change("account", self -> {
                self.value = 2;
                in.countDown();
                pass(go);
                throw new IOException("planned");
            });
            assertThat(pass(in)).isTrue();
            List<TestCall> readers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                readers.add(rooms.read("account", self -> self.value));
            }
            await().until(() -> rooms.dispatcher.load().waiting() == 6);
            go.countDown();
            failing.error();
            readers.forEach(reader -> assertThat(reader.result()).isEqualTo(1L));
            assertThat(diary).containsExactly("account new", "account activate");
        }
    }

    // passivation

    @ParameterizedTest
    @CsvSource({"POOLED", "PER_REQUEST", "PER_OBJECT", "SINGLE"})
    void anIdleObjectRestsAndComesBackWithItsState(Threading threading) {
        rooms.host("account", PERSISTENT, threading, noting);
        Object thread = rooms.change("account", self -> {
                    self.value = 7;
                    return Thread.currentThread();
                })
                .result();
        await().until(() -> rooms.processor.inProgress() == 0);
        sweepAsIfIdle();
        awaitGone("account");
        await().until(() -> rooms.dispatcher.load().objectThreads() == 0);
        assertThat(rooms.value("account")).isEqualTo(7L);
        assertThat(diary)
                .containsExactly(
                        "account new", "account activate", "account passivate", "account new", "account activate");
        assertThat(thread).isNotNull();
    }

    @Test
    void theLongestIdleRestWhenThereAreTooMany() {
        with(objects(100, 100, 2, 60_000));
        rooms.host("account", PERSISTENT, POOLED);
        for (int i = 0; i < 5; i++) {
            rooms.change("account/" + i, self -> self.value = 1).result();
        }
        await().until(() -> rooms.processor.inProgress() == 0);
        rooms.adapter.passivation().sweep(System.nanoTime());
        for (int i = 0; i < 3; i++) {
            awaitGone("account/" + i);
        }
        assertThat(rooms.adapter.inMemory("account/4")).isNotNull();
    }

    @Test
    void anObjectInUseDoesNotRest() throws Exception {
        rooms.host("account", PERSISTENT, POOLED, noting);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall call = rooms.change("account", self -> {
            in.countDown();
            return pass(go);
        });
        assertThat(pass(in)).isTrue();
        sweepAsIfIdle();
        assertThat(rooms.adapter.inMemory("account")).isNotNull();
        go.countDown();
        call.result();
        assertThat(diary).containsExactly("account new", "account activate");
    }

    @Test
    void whatChangedOutsideOfCallsIsSavedAtRest() {
        rooms.host("account", PERSISTENT, POOLED, (self, event) -> {
            if (event.equals("passivate")) {
                self.value += 100;
            }
        });
        rooms.change("account", self -> self.value = 1).result();
        await().until(() -> rooms.processor.inProgress() == 0);
        sweepAsIfIdle();
        awaitGone("account");
        assertThat(rooms.value("account")).isEqualTo(101L);
    }

    @Test
    void theLongestIdleQuarterRestsWhenMemoryIsScarce() {
        rooms.host("account", PERSISTENT, POOLED);
        for (int i = 0; i < 8; i++) {
            int value = i;
            rooms.change("account/" + i, self -> self.value = value).result();
            await().until(() -> rooms.processor.inProgress() == 0);
        }
        rooms.adapter.passivation().relieve(System.nanoTime());
        awaitGone("account/0");
        awaitGone("account/1");
        for (int i = 2; i < 8; i++) {
            assertThat(rooms.adapter.inMemory("account/" + i)).isNotNull();
        }
        assertThat(rooms.value("account/1")).isEqualTo(1L);
    }

    @Test
    void anObjectWhosePassivationFailsStaysActive() {
        AtomicInteger failures = new AtomicInteger(2);
        rooms.host("account", PERSISTENT, POOLED, (self, event) -> {
            if (event.equals("passivate") && failures.getAndDecrement() > 0) {
                throw new StackOverflowError("planned");
            }
        });
        rooms.change("account", self -> self.value = 1).result();
        await().until(() -> rooms.processor.inProgress() == 0);
        sweepAsIfIdle();
        sweepAsIfIdle();
        assertThat(rooms.value("account")).as("it is open again").isEqualTo(1L);
        await().until(() -> rooms.processor.inProgress() == 0);
        sweepAsIfIdle();
        awaitGone("account");
    }

    /** A call on the single thread to an object that is about to rest there must not wait for itself. */
    @ParameterizedTest
    @CsvSource({"PERSISTENT", "TRANSIENT"})
    void anObjectOfTheSingleThreadCanBeCalledFromThereWhileItIsAboutToRest(Lifecycle lifecycle) throws Exception {
        rooms.host("front", TRANSIENT, SINGLE).host("back", lifecycle, SINGLE);
        rooms.change("back/x", self -> self.value = 1).result();
        await().until(() -> rooms.processor.inProgress() == 0);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall front = rooms.change("front", self -> {
            in.countDown();
            pass(go);
            return self.other("back/x").change(back -> ++back.value);
        });
        assertThat(pass(in)).isTrue();
        if (lifecycle == PERSISTENT) {
            sweepAsIfIdle();
        } else {
            assertThat(rooms.adapter.ends().endTransient(rooms.adapter.inMemory("back/x")))
                    .isTrue();
        }
        go.countDown();
        assertThat(front.result()).isEqualTo(2L);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void restingRacesWithCallsAndLosesNothing(long seed) throws Exception {
        for (Threading threading : List.of(POOLED, PER_OBJECT, SINGLE, Threading.PER_REQUEST)) {
            rooms.host("account-" + threading, PERSISTENT, threading);
        }
        AtomicLong[] added = {new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong()};
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        Future<?> sweeper = threads.submit(() -> {
            while (!stop.get()) {
                sweepAsIfIdle();
            }
        });
        List<Future<?>> clients = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            Random random = new Random(seed * 10 + client);
            clients.add(threads.submit(() -> {
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(700);
                while (System.nanoTime() < end) {
                    int which = random.nextInt(4);
                    Threading threading = List.of(POOLED, PER_OBJECT, SINGLE, Threading.PER_REQUEST)
                            .get(which);
                    TestCall call =
                            new TestCall(new Target.ByName("account-" + threading + "/a"), "change", (Scripted.Script)
                                    self -> ++self.value);
                    rooms.processor.enter(call);
                    call.result();
                    added[which].incrementAndGet();
                }
            }));
        }
        for (Future<?> client : clients) {
            client.get(30, TimeUnit.SECONDS);
        }
        stop.set(true);
        sweeper.get(10, TimeUnit.SECONDS);
        threads.shutdown();
        int which = 0;
        for (Threading threading : List.of(POOLED, PER_OBJECT, SINGLE, Threading.PER_REQUEST)) {
            assertThat(rooms.value("account-" + threading + "/a")).isEqualTo(added[which++].get());
        }
    }

    // lives of transient objects

    @Test
    void anObjectWithoutALeaseLingersAfterItsLastCall() {
        with(objects(100, 100, 100, 1_000));
        rooms.host("cart", TRANSIENT, PER_OBJECT, noting);
        rooms.change("cart/a", self -> self.value = 1).result();
        assertThat(rooms.adapter.inMemory("cart/a")).isNotNull();
        awaitGone("cart/a");
        await().untilAsserted(
                        () -> assertThat(diary).containsExactly("cart/a new", "cart/a activate", "cart/a destroy"));
    }

    @Test
    void aLeaseHoldsAnObjectAndItsEndEndsIt() throws Exception {
        with(objects(100, 100, 100, 500));
        rooms.host("cart", TRANSIENT, POOLED, noting).host("other", TRANSIENT, POOLED);
        rooms.adapter.lookup("cart/a");
        long number = rooms.adapter.numberOf("cart/a");
        rooms.adapter.references().leased(number, HERE);
        rooms.change("other/x", self -> 1).result();
        awaitGone("other/x");
        assertThat(rooms.adapter.inMemory("cart/a"))
                .as("what has a lease outlives what has none")
                .isNotNull();
        rooms.adapter.references().released(number);
        awaitGone("cart/a");
    }

    /** A look that is to come would keep its classes in memory until then. */
    @Test
    void nothingOfAVersionThatIsGoneIsLookedAtAnyMore() throws Exception {
        rooms.host("cart", TRANSIENT, POOLED);
        rooms.change("cart/a", self -> self.value = 1).result();
        long number = rooms.adapter.numberOf("cart/a");
        Deployment version = rooms.adapter.inMemory("cart/a").type().deployment();
        rooms.adapter.references().stubLeft(number, HERE);
        assertThat(rooms.adapter.lives().plans(version)).isTrue();

        rooms.adapter.undeploy(version.name());
        rooms.adapter.forget(version);

        assertThat(rooms.adapter.lives().plans(version)).isFalse();
    }

    @Test
    void eachStubThatLeftHoldsForItselfWhileOtherClientsComeAndGo() throws Exception {
        rooms.host("cart", TRANSIENT, POOLED).host("other", TRANSIENT, POOLED);
        rooms.adapter.lookup("cart/a");
        long number = rooms.adapter.numberOf("cart/a");
        Departure first = rooms.adapter.references().stubLeft(number, HERE);
        Departure second = rooms.adapter.references().stubLeft(number, HERE);

        claimAndGiveUp(number, first, HERE);
        letAnotherEnd("other/x");
        assertThat(rooms.adapter.inMemory("cart/a"))
                .as("the second client's claim is still to come")
                .isNotNull();

        claimAndGiveUp(number, second, HERE);
        awaitGone("cart/a");
    }

    @Test
    void aClaimFromOneAddressSaysNothingOfAStubThatLeftForAnother() throws Exception {
        rooms.host("cart", TRANSIENT, POOLED).host("other", TRANSIENT, POOLED);
        rooms.adapter.lookup("cart/a");
        long number = rooms.adapter.numberOf("cart/a");
        Departure here = rooms.adapter.references().stubLeft(number, HERE);
        Departure there = rooms.adapter.references().stubLeft(number, THERE);

        claimAndGiveUp(number, Departure.UNHELD, HERE);
        letAnotherEnd("other/x");
        assertThat(rooms.adapter.inMemory("cart/a"))
                .as("the claim from the other address is still to come")
                .isNotNull();

        claimAndGiveUp(number, Departure.UNHELD, THERE);
        awaitGone("cart/a");
        here.arrived();
        there.arrived();
    }

    @Test
    void aClaimThatComesWhileTheEndWaitsForItsTurnIsInTime() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        rooms.host("cart", TRANSIENT, SINGLE).host("busy", TRANSIENT, SINGLE).host("other", TRANSIENT, POOLED);
        rooms.change("cart", self -> self.value = 1).result();
        rooms.adapter.lookup("cart");
        long number = rooms.adapter.numberOf("cart");
        TestCall busy = rooms.change("busy", self -> {
            entered.countDown();
            return pass(leave);
        });
        assertThat(pass(entered)).isTrue();
        claimAndGiveUp(number, Departure.UNHELD, HERE);
        letAnotherEnd("other"); // the end waits for the single thread now

        rooms.adapter.references().leased(number, THERE);
        leave.countDown();
        busy.result();

        assertThat(rooms.value("cart")).isEqualTo(1L);
        rooms.adapter.references().released(number);
        awaitGone("cart");
    }

    @Test
    void aReceiverThatGoesOnWithoutALeaseKeepsTheObjectForAWhile() throws Exception {
        rooms.host("cart", TRANSIENT, POOLED).host("other", TRANSIENT, POOLED);
        rooms.adapter.lookup("cart/a");
        long number = rooms.adapter.numberOf("cart/a");
        Departure stub = rooms.adapter.references().stubLeft(number, HERE);
        stub.arrived();
        rooms.adapter.references().leased(number, THERE);
        rooms.adapter.references().released(number);
        letAnotherEnd("other/x");
        assertThat(rooms.adapter.inMemory("cart/a")).as("its stub is out there").isNotNull();
    }

    @Test
    void stubsPastTheBoundHoldUntilTheirTimeIsOver() throws Exception {
        with(objects(100, 100, 100, 50));
        rooms.host("cart", TRANSIENT, POOLED);
        rooms.adapter.lookup("cart/a");
        long number = rooms.adapter.numberOf("cart/a");
        for (int i = 0; i < 1_000; i++) {
            rooms.adapter.references().stubLeft(number, HERE);
        }
        claimAndGiveUp(number, Departure.UNHELD, HERE);
        awaitGone("cart/a");
    }

    @Test
    void afterARestartNothingThatMayBeHeldFromBeforeEndsUntilALeaseHasPassed() throws Exception {
        MemoryStore.Disk disk = new MemoryStore.Disk();
        restart(disk, Duration.ofHours(1));
        rooms.host("cart", TRANSIENT, POOLED);
        long number = rooms.adapter.numberOf("cart");
        restart(disk, Duration.ofHours(1));
        rooms.host("cart", TRANSIENT, POOLED).host("other", TRANSIENT, POOLED);
        rooms.adapter.lookup("cart");
        assertThat(rooms.adapter.numberOf("cart")).isEqualTo(number);
        claimAndGiveUp(number, Departure.UNHELD, HERE);
        letAnotherEnd("other");
        assertThat(rooms.adapter.inMemory("cart"))
                .as("clients may hold it from before the restart")
                .isNotNull();

        restart(disk, Duration.ofMillis(100));
        rooms.host("cart", TRANSIENT, POOLED);
        rooms.adapter.lookup("cart");
        claimAndGiveUp(number, Departure.UNHELD, HERE);
        awaitGone("cart");
    }

    private void restart(MemoryStore.Disk disk, Duration lease) {
        rooms.close();
        MemoryStore store = new MemoryStore(disk);
        rooms = new Rooms(Rooms.OBJECTS, lease, Rooms.THREADS, Duration.ZERO, HookTable.of(List.of()), store);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void claimAndGiveUp(long number, Departure stub, InetAddress client) {
        rooms.adapter.references().leased(number, client);
        stub.arrived();
        rooms.adapter.references().released(number);
    }

    /** When this returns, what had to end before has ended. */
    private void letAnotherEnd(String name) throws Exception {
        rooms.adapter.lookup(name);
        claimAndGiveUp(rooms.adapter.numberOf(name), Departure.UNHELD, HERE);
        awaitGone(name);
    }

    @Test
    void anObjectThatWasOnlyLookedAtEndsToo() throws Exception {
        with(objects(100, 100, 100, 50));
        rooms.host("cart", TRANSIENT, POOLED).host("front", TRANSIENT, POOLED);
        rooms.change("front", self -> self.other("cart/never-called") != null).result();
        rooms.adapter.numberOf("cart/nor-this");
        awaitGone("cart/never-called");
        awaitGone("cart/nor-this");
    }

    @Test
    void aTransientObjectThatRemovesItselfEndsAtOnce() {
        rooms.host("cart", TRANSIENT, POOLED, noting);
        rooms.change("cart/a", self -> {
                    self.context.remove();
                    return null;
                })
                .result();
        awaitGone("cart/a");
        await().until(() -> diary.contains("cart/a destroy"));
    }

    @Test
    void aLeaseMayComeBeforeTheNamedObjectIsThere() throws Exception {
        with(objects(100, 100, 100, 50));
        rooms.host("cart", TRANSIENT, POOLED).host("other", TRANSIENT, POOLED);
        long number = rooms.adapter.types().stream()
                .filter(type -> type.name().equals("cart"))
                .findFirst()
                .map(type -> numberOf("cart"))
                .orElseThrow();
        awaitGone("cart");
        rooms.adapter.references().leased(number, HERE);
        rooms.change("cart", self -> self.value = 5).result();
        rooms.change("other/x", self -> 1).result();
        awaitGone("other/x");
        assertThat(rooms.value("cart")).isEqualTo(5L);
        rooms.adapter.references().released(number);
        awaitGone("cart");
    }

    /** Clients renew what they hold without naming it, so that nobody claims the number again. */
    @Test
    void aLeaseHoldsTheObjectThatIsMadeAgainUnderItsNumber() {
        with(objects(100, 100, 100, 50));
        rooms.host("cart", TRANSIENT, POOLED);
        long number = numberOf("cart");
        rooms.adapter.references().leased(number, HERE);

        rooms.change("cart", self -> {
                    self.context.remove();
                    return null;
                })
                .result();
        awaitGone("cart");
        assertTheLeaseHoldsTheNext("cart");

        rooms.adapter.undeploy("cart");
        rooms.host("cart", TRANSIENT, POOLED);
        assertTheLeaseHoldsTheNext("cart");

        rooms.adapter.references().released(number);
        awaitGone("cart");
        rooms.change("cart", self -> self.value = 1).result();
        awaitGone("cart");
    }

    private void assertTheLeaseHoldsTheNext(String name) {
        rooms.host("other", TRANSIENT, POOLED);
        rooms.change(name, self -> self.value = 5).result();
        rooms.change("other/x", self -> 1).result();
        awaitGone("other/x");
        assertThat(rooms.value(name))
                .as("what has a lease outlives what has none")
                .isEqualTo(5L);
    }

    private long numberOf(String name) {
        try {
            return rooms.adapter.numberOf(name);
        } catch (IOException unknown) {
            throw new AssertionError(unknown);
        }
    }

    /** What a method gives away. */
    public static final class Gift implements Scripted {
        @Override
        public Object change(Script script) {
            return "gift";
        }

        @Override
        public Object read(Script script) {
            return "gift";
        }
    }

    @Test
    void whatAMethodGivesAwayIsHostedOnceAndEnds() {
        with(objects(100, 100, 100, 1_000));
        rooms.host("maker", TRANSIENT, POOLED);
        Remote gift = new Gift();
        List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
        List<TestCall> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(rooms.change(
                    "maker",
                    self -> numbers.add(rooms.adapter.references().export(gift).number())));
        }
        calls.forEach(TestCall::result);
        assertThat(numbers).hasSize(8).containsOnly(numbers.get(0));
        long number = numbers.get(0);
        assertThat(rooms.start(new TestCall(new Target.ById(number, 0), "read", (Object) null))
                        .result())
                .isEqualTo("gift");
        await().until(() -> rooms.adapter.inMemory(number) == null);
        assertThat(rooms.adapter.references().referenceTo(gift)).isNull();
        assertThat(rooms.start(new TestCall(new Target.ById(number, 0), "read", (Object) null))
                        .error())
                .isInstanceOf(NoSuchObjectException.class);
    }

    // names and bounds

    @Test
    void aMistypedNameIsAnsweredWithTheNearest() {
        rooms.host("accounts", PERSISTENT, POOLED).host("carts", TRANSIENT, POOLED);
        assertThatThrownBy(() -> rooms.adapter.lookup("acounts/alice"))
                .isInstanceOf(NotBoundException.class)
                .hasMessageContaining("acounts/alice")
                .hasMessageContaining("accounts")
                .hasMessageNotContaining("carts");
    }

    @ParameterizedTest
    @CsvSource({"'thing/', slash", "'thing//a', slash", "'thing/~1', ~", "'thing/a\tb', control"})
    void namesThatCantBeAreRefused(String name, String reason) {
        rooms.host("thing", TRANSIENT, POOLED);
        assertThat(rooms.change(name, self -> 1).error()).hasMessageContaining(reason);
        assertThat(rooms.change("thing/" + "x".repeat(201), self -> 1).error()).hasMessageContaining("200");
        assertThat(rooms.change("thing/" + "x".repeat(190), self -> 1).result()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT", "PERSISTENT"})
    void aTypeHasSoManyObjectsAndNoMore(Lifecycle lifecycle) throws Exception {
        with(objects(3, 100, 100, 60_000));
        rooms.host("thing", lifecycle, POOLED);
        List<TestCall> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            calls.add(rooms.change("thing/" + i % 3, self -> self.value = 1));
        }
        calls.forEach(TestCall::result);
        assertThat(rooms.change("thing/4", self -> 1).error()).hasMessageContaining("HEARTH-FULL");
        assertThat(rooms.change("thing", self -> 1).result())
                .as("its own name is free")
                .isEqualTo(1);
        rooms.change("thing/0", self -> {
                    self.context.remove();
                    return null;
                })
                .result();
        awaitGone("thing/0");
        assertThat(rooms.change("thing/4", self -> 1).result()).isEqualTo(1);
    }

    @Test
    void anAdministratorRemovesAnObject() throws Exception {
        rooms.host("account", PERSISTENT, PER_OBJECT, noting);
        rooms.change("account/a", self -> self.value = 3).result();
        await().until(() -> rooms.processor.inProgress() == 0);
        assertThat(rooms.adapter.remove("account/a")).isTrue();
        assertThat(rooms.adapter.remove("account/a")).isFalse();
        assertThat(rooms.value("account/a")).isEqualTo(0L);
        await().until(() -> diary.contains("account/a destroy"));
    }
}
