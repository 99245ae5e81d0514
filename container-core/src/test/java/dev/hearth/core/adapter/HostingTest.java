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
import dev.hearth.core.adapter.AnonymousObjects.Hold;
import dev.hearth.core.adapter.AnonymousObjects.Maker;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted;
import dev.hearth.core.testing.ScriptedObject;
import dev.hearth.core.testing.TestCall;
import java.io.IOException;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types come, are replaced and go. */
@Timeout(60)
class HostingTest {

    private final Rooms rooms = new Rooms();
    private final List<String> diary = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    /** Deploys a version of the type {@code thing}, which says its version in the diary. */
    private Deployment deploy(String version, Lifecycle lifecycle, Threading threading, boolean preload) {
        Deployment deployment = Rooms.deployment("app");
        rooms.deploy(deployment, version(deployment, version, lifecycle, threading, preload));
        return deployment;
    }

    private HostedType version(
            Deployment deployment, String version, Lifecycle lifecycle, Threading threading, boolean preload) {
        return Rooms.type(
                deployment, "thing", lifecycle, threading, preload, (self, event) -> diary.add(version + " " + event));
    }

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    @Test
    void aWithdrawnTypeIsGoneAndItsObjectsComeBackWithIt() {
        deploy("v1", PERSISTENT, POOLED, false);
        rooms.change("thing/a", self -> self.value = 3).result();
        long number = numberOf("thing/a");
        rooms.adapter.undeploy("app");
        assertThat(rooms.change("thing/a", self -> 1).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(rooms.start(new TestCall(new Target.ById(number, 0), "read", (Scripted.Script) self -> 1))
                        .error())
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("HEARTH-UNDEPLOYED");
        deploy("v1", PERSISTENT, POOLED, false);
        assertThat(rooms.start(new TestCall(new Target.ById(number, 0), "read", (Scripted.Script) self -> self.value))
                        .result())
                .isEqualTo(3L);
    }

    @Test
    void objectsStartInTheOrderInWhichTheyAreListedAndEndInReverse() {
        Deployment deployment = Rooms.deployment("app");
        rooms.deploy(deployment, preloaded(deployment, "b"), preloaded(deployment, "c"), preloaded(deployment, "a"));

        rooms.adapter.undeploy("app");

        assertThat(diary)
                .filteredOn(entry -> !entry.endsWith(" new"))
                .containsExactly("b activate", "c activate", "a activate", "a destroy", "c destroy", "b destroy");
    }

    private HostedType preloaded(Deployment deployment, String name) {
        return Rooms.type(deployment, name, TRANSIENT, POOLED, true, (self, event) -> diary.add(name + " " + event));
    }

    private long numberOf(String name) {
        try {
            return rooms.adapter.numberOf(name);
        } catch (IOException unknown) {
            throw new AssertionError(unknown);
        }
    }

    @ParameterizedTest
    @CsvSource({"POOLED", "PER_OBJECT", "SINGLE", "PER_REQUEST"})
    void aPersistentObjectInUsePassesToTheNewVersionInItsTurn(Threading threading) throws Exception {
        Deployment older = deploy("v1", PERSISTENT, threading, false);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall inOld = rooms.change("thing", self -> {
            in.countDown();
            pass(go);
            return self.value = 4;
        });
        assertThat(pass(in)).isTrue();
        TestCall waiting = rooms.change("thing", self -> ++self.value);
        await().until(() -> rooms.dispatcher.load().waiting() == 1);
        deploy("v2", PERSISTENT, threading, false);
        assertThat(rooms.adapter.uses(older)).isTrue();
        assertThat(diary).containsExactly("v1 new", "v1 activate");
        go.countDown();
        assertThat(inOld.result()).isEqualTo(4L);
        assertThat(waiting.result()).isEqualTo(5L);
        assertThat(diary).containsExactly("v1 new", "v1 activate", "v1 passivate", "v2 new", "v2 activate");
        assertThat(rooms.adapter.uses(older)).isFalse();
    }

    @Test
    void anIdlePersistentObjectRestsWhenItsTypeIsReplaced() {
        Deployment older = deploy("v1", PERSISTENT, PER_OBJECT, false);
        rooms.change("thing", self -> self.value = 4).result();
        await().until(() -> rooms.processor.inProgress() == 0);
        deploy("v2", PERSISTENT, POOLED, false);
        await().until(() -> !rooms.adapter.uses(older));
        assertThat(rooms.value("thing")).isEqualTo(4L);
        assertThat(diary).containsExactly("v1 new", "v1 activate", "v1 passivate", "v2 new", "v2 activate");
    }

    @Test
    void aNamedTransientObjectSwitchesAtOnceAndItsCallsEndWhereTheyAre() throws Exception {
        deploy("v1", TRANSIENT, POOLED, false);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall inOld = rooms.change("thing", self -> {
            self.value = 1;
            in.countDown();
            pass(go);
            return self.value;
        });
        assertThat(pass(in)).isTrue();
        long number = numberOf("thing");
        deploy("v2", TRANSIENT, POOLED, false);
        assertThat(rooms.change("thing", self -> self.value).result()).isEqualTo(0L);
        assertThat(numberOf("thing")).isEqualTo(number);
        go.countDown();
        assertThat(inOld.result()).isEqualTo(1L);
    }

    @Test
    void aPreloadedObjectIsThereBeforeItsFirstCall() {
        for (Threading threading : List.of(POOLED, PER_OBJECT, SINGLE, Threading.PER_REQUEST)) {
            diary.clear();
            deploy("v1", TRANSIENT, threading, true);
            assertThat(diary).containsExactly("v1 new", "v1 activate");
            assertThat(rooms.change("thing", self -> 1).result()).isEqualTo(1);
            rooms.adapter.undeploy("app");
        }
    }

    /** Preloading takes the object's turn: the older version is not pulled from under a chain that is in it. */
    @Test
    void preloadingWaitsForTheChainThatIsInTheObject() throws Exception {
        deploy("v1", PERSISTENT, POOLED, true);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall inOld = rooms.change("thing", self -> {
            in.countDown();
            pass(go);
            return self.value = 4;
        });
        assertThat(pass(in)).isTrue();
        ExecutorService deployer = Executors.newSingleThreadExecutor();
        Future<?> deployed = deployer.submit(() -> deploy("v2", PERSISTENT, POOLED, true));
        await().until(() -> rooms.dispatcher.load().waiting() == 1);
        assertThat(diary).containsExactly("v1 new", "v1 activate", "v2 new", "v2 activate");
        diary.clear();
        go.countDown();
        assertThat(inOld.result()).isEqualTo(4L);
        deployed.get(20, TimeUnit.SECONDS);
        deployer.shutdown();
        assertThat(diary).containsExactly("v1 passivate", "v2 new", "v2 activate");
        assertThat(rooms.value("thing")).isEqualTo(4L);
    }

    @ParameterizedTest
    @CsvSource({"POOLED", "PER_OBJECT", "SINGLE", "PER_REQUEST"})
    void aPreloadedTransientObjectIsMadeOnceAndNobodyMeetsItBeforeItsVersionIsAccepted(Threading threading)
            throws HostingException {
        deploy("v1", TRANSIENT, POOLED, false);
        rooms.change("thing", self -> self.value = 6).result();
        Deployment second = Rooms.deployment("app");

        rooms.adapter.deploy(second, List.of(version(second, "v2", TRANSIENT, threading, true)), () -> {
            assertThat(diary).containsExactly("v1 new", "v1 activate", "v2 new", "v2 activate");
            assertThat(rooms.value("thing")).isEqualTo(6L);
        });

        assertThat(rooms.value("thing")).isEqualTo(0L);
        assertThat(diary).containsExactly("v1 new", "v1 activate", "v2 new", "v2 activate", "v1 destroy");
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT", "PERSISTENT"})
    void whoCallsWhileAVersionIsRefusedIsInTheFormerOne(Lifecycle lifecycle) {
        deploy("v1", lifecycle, POOLED, false);
        rooms.change("thing", self -> self.value = 6).result();
        Deployment refused = Rooms.deployment("app");
        HostedType thing = version(refused, "v2", lifecycle, POOLED, true);
        HostedType other = Rooms.type(refused, "other", lifecycle, POOLED, true, (self, event) -> {
            if (event.equals("activate")) {
                self.other("thing").change(called -> ++called.value);
                throw new IOException("broken");
            }
        });

        assertThatThrownBy(() -> rooms.adapter.deploy(refused, List.of(thing, other)))
                .hasMessageContaining("broken");

        assertThat(rooms.value("thing")).isEqualTo(lifecycle == TRANSIENT ? 7L : 6L);
        assertThat(diary)
                .startsWith("v1 new", "v1 activate", "v2 new", "v2 activate")
                .filteredOn(entry -> entry.startsWith("v2"))
                .hasSize(lifecycle == TRANSIENT ? 3 : 2);
        assertThat(rooms.adapter.uses(refused)).isFalse();
    }

    @Test
    void aServantWhoseTurnComesWhenYetAnotherVersionIsThereIsNotWanted() throws Exception {
        deploy("v1", TRANSIENT, POOLED, false);
        rooms.change("thing", self -> self.value = 6).result();
        ObjectSlot slot = rooms.adapter.inMemory("thing");
        TypeEntry second = new TypeEntry(
                version(Rooms.deployment("app"), "v2", TRANSIENT, POOLED, true), null, slot.number(), new AtomicLong());
        Incarnator.Made made = rooms.adapter.incarnator().makeBeside(slot, second);
        second.successor(slot.entry());

        rooms.adapter.incarnator().succeed(slot, made);

        assertThat(diary).containsExactly("v1 new", "v1 activate", "v2 new", "v2 activate", "v2 destroy");
        assertThat(rooms.value("thing")).isEqualTo(6L);
    }

    @Test
    void aVersionThatEndsLeavesItsCallsInPeaceAndLetsNobodyElseIn() throws Exception {
        Deployment first = deploy("v1", TRANSIENT, POOLED, false);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        long given = (long) rooms.change("thing", self -> {
                    Remote made = new ScriptedObject(self.context, (made2, event) -> {});
                    return rooms.adapter
                            .anonymous()
                            .host(made, new Maker("thing", first), null, Hold.STUB)
                            .number();
                })
                .result();
        TestCall inside = rooms.start(new TestCall(new Target.ById(given, 0), "change", (Scripted.Script) self -> {
            in.countDown();
            pass(go);
            return 5;
        }));
        assertThat(pass(in)).isTrue();
        deploy("v2", TRANSIENT, POOLED, false);

        rooms.adapter.end(first);

        assertThat(rooms.adapter.uses(first)).isTrue();
        assertThat(rooms.start(new TestCall(new Target.ById(given, 0), "change", (Scripted.Script) self -> 1))
                        .error())
                .isInstanceOf(NoSuchObjectException.class);
        go.countDown();
        assertThat(inside.result()).isEqualTo(5);
        await().until(() -> rooms.processor.inProgress() == 0);
        await().until(() -> {
            rooms.adapter.end(first);
            return !rooms.adapter.uses(first);
        });
        assertThat(diary).containsExactly("v1 new", "v1 activate", "v1 destroy");
        assertThat(rooms.value("thing")).isEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT", "PERSISTENT"})
    void aFailedPreloadTakesTheDeploymentBack(Lifecycle lifecycle) {
        deploy("v1", lifecycle, POOLED, false);
        rooms.change("thing", self -> self.value = 6).result();
        Deployment broken = Rooms.deployment("app");
        HostedType failing = Rooms.type(broken, "thing", lifecycle, POOLED, true, (self, event) -> {
            throw new IOException("broken");
        });
        HostedType another = Rooms.type(broken, "another", lifecycle, POOLED, (self, event) -> {});
        assertThatThrownBy(() -> rooms.adapter.deploy(broken, List.of(another, failing)))
                .isInstanceOf(HostingException.class)
                .hasMessageContaining("thing")
                .hasMessageContaining("broken");
        assertThat(rooms.value("thing")).isEqualTo(6L);
        assertThat(rooms.change("another", self -> 1).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(rooms.adapter.uses(broken)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT", "PERSISTENT"})
    void whenTheRestFailsTheTypesAreTakenBack(Lifecycle lifecycle) {
        deploy("v1", lifecycle, POOLED, false);
        rooms.change("thing", self -> self.value = 6).result();
        Deployment broken = Rooms.deployment("app");
        HostedType thing = version(broken, "v2", lifecycle, POOLED, false);
        HostedType another = Rooms.type(broken, "another", lifecycle, POOLED, (self, event) -> {});

        assertThatThrownBy(() -> rooms.adapter.deploy(broken, List.of(another, thing), () -> {
                    assertThat(rooms.change("another", self -> 1).result()).isEqualTo(1);
                    throw new HostingException("its main failed", null);
                }))
                .isInstanceOf(HostingException.class)
                .hasMessage("its main failed");

        assertThat(rooms.value("thing")).isEqualTo(6L);
        assertThat(rooms.change("another", self -> 1).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(rooms.adapter.uses(broken)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"TRANSIENT,PERSISTENT", "PERSISTENT,TRANSIENT"})
    void aPreloadedTypeThatChangesItsLifecycleIsRefusedAndTheFormerGoesOn(Lifecycle former, Lifecycle changed) {
        deploy("v1", former, POOLED, false);
        rooms.change("thing", self -> self.value = 6).result();
        Deployment refused = Rooms.deployment("app");
        HostedType another = Rooms.type(refused, "another", changed, POOLED, true, (self, event) -> {});
        HostedType thing = version(refused, "v2", changed, POOLED, true);

        assertThatThrownBy(() -> rooms.adapter.deploy(refused, List.of(another, thing)))
                .isInstanceOf(HostingException.class)
                .hasMessage("thing changes its lifecycle and is preloaded: undeploy the former version first");

        assertThat(rooms.value("thing")).isEqualTo(6L);
        assertThat(rooms.change("another", self -> 1).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(rooms.adapter.uses(refused)).isFalse();
        rooms.adapter.undeploy("app");
        deploy("v2", changed, POOLED, true);
        assertThat(rooms.change("thing", self -> 1).result()).isEqualTo(1);
    }

    @Test
    void namesOfOtherDeploymentsAreRefused() {
        deploy("v1", TRANSIENT, POOLED, false);
        Deployment other = Rooms.deployment("other");
        for (String name : List.of("thing", "thing/below")) {
            assertThatThrownBy(() -> rooms.adapter.deploy(
                            other, List.of(Rooms.type(other, name, TRANSIENT, POOLED, (self, event) -> {}))))
                    .isInstanceOf(HostingException.class)
                    .hasMessageContaining("thing");
        }
    }

    @Test
    void aTypeMayChangeItsLifecycle() {
        deploy("v1", TRANSIENT, POOLED, false);
        rooms.change("thing", self -> self.value = 1).result();
        deploy("v2", PERSISTENT, POOLED, false);
        assertThat(rooms.value("thing")).isEqualTo(0L);
        rooms.change("thing", self -> self.value = 2).result();
        await().until(() -> rooms.processor.inProgress() == 0);
        deploy("v3", TRANSIENT, PER_OBJECT, false);
        assertThat(rooms.value("thing")).isEqualTo(0L);
    }

    @Test
    void withdrawingWaitsForCallsInProgress() throws Exception {
        Deployment deployment = deploy("v1", PERSISTENT, PER_OBJECT, false);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestCall call = rooms.change("thing", self -> {
            in.countDown();
            pass(go);
            return self.value = 4;
        });
        assertThat(pass(in)).isTrue();
        ExecutorService deployer = Executors.newSingleThreadExecutor();
        Future<?> undeployed = deployer.submit(() -> rooms.adapter.undeploy("app"));
        await().until(() -> rooms.adapter.types().isEmpty());
        assertThat(rooms.change("thing", self -> 1).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(undeployed.isDone()).isFalse();
        go.countDown();
        assertThat(call.result()).isEqualTo(4L);
        undeployed.get(20, TimeUnit.SECONDS);
        deployer.shutdown();
        assertThat(rooms.adapter.uses(deployment)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"POOLED", "PER_OBJECT", "SINGLE", "PER_REQUEST"})
    void replacingUnderLoadLosesNoCallAndNoChange(Threading threading) throws Exception {
        List<Deployment> versions = new ArrayList<>();
        versions.add(deploy("v", PERSISTENT, threading, false));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong changes = new AtomicLong();
        ExecutorService clients = Executors.newCachedThreadPool();
        List<Future<?>> running = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            boolean reads = client == 3;
            running.add(clients.submit(() -> {
                while (!stop.get()) {
                    TestCall call =
                            new TestCall(new Target.ByName("thing"), reads ? "read" : "change", (Scripted.Script)
                                    self -> reads ? self.value : ++self.value);
                    rooms.processor.enter(call);
                    call.result();
                    changes.addAndGet(reads ? 0 : 1);
                }
            }));
        }
        for (int i = 0; i < 30; i++) {
            versions.add(deploy("v", PERSISTENT, threading, i % 2 == 0));
        }
        stop.set(true);
        for (Future<?> client : running) {
            client.get(20, TimeUnit.SECONDS);
        }
        clients.shutdown();
        assertThat(rooms.value("thing")).isEqualTo(changes.get());
        Deployment last = versions.remove(versions.size() - 1);
        for (Deployment version : versions) {
            await().until(() -> version == last || !rooms.adapter.uses(version));
        }
    }
}
