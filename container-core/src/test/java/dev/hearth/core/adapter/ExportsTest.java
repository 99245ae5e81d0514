package dev.hearth.core.adapter;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.PER_OBJECT;
import static dev.hearth.api.Threading.PER_REQUEST;
import static dev.hearth.api.Threading.POOLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.OnDestroy;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.CodeNames;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.ExportPort;
import dev.hearth.core.call.ExportPorts;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Reference;
import dev.hearth.core.call.Registries;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedRmi;
import dev.hearth.core.hosted.Surroundings;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.testing.MemoryStore;
import dev.hearth.core.testing.NamesOf;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.ScriptedObject;
import dev.hearth.core.testing.TestCall;
import dev.hearth.core.wire.registry.Bindings;
import dev.hearth.core.wire.registry.BoundByDeployments;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;
import java.rmi.server.ExportException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.ServerNotActiveException;
import java.rmi.server.Unreferenced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hosted code gets where it calls {@code java.rmi.server}. */
@Timeout(60)
class ExportsTest {

    private final Rooms rooms = new Rooms();
    private final FakePorts ports = new FakePorts();
    private final Deployment bank = Rooms.deployment("bank");
    private final Exports exports = rooms.adapter.exports();

    /** What is exported. */
    public interface Bell extends Remote {
        String ring() throws RemoteException;
    }

    /** Rings, and tells when it is ended. */
    static class BellObject implements Bell {
        final CountDownLatch inside = new CountDownLatch(1);
        final CountDownLatch leave = new CountDownLatch(1);
        final CountDownLatch destroyed = new CountDownLatch(1);
        boolean slow;

        @Override
        public String ring() throws RemoteException {
            inside.countDown();
            if (slow && !pass(leave)) {
                throw new RemoteException("nobody let the bell go");
            }
            return "ding";
        }

        @OnDestroy
        void destroy() {
            destroyed.countDown();
        }
    }

    private static boolean pass(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Remembers which ports are open. */
    private static final class FakePorts implements ExportPorts {
        final List<Integer> open = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void takeOver(Deployment accepted) {
            // every port is everybody's
        }

        @Override
        public Use open(
                Deployment asker,
                int port,
                @Nullable RMIClientSocketFactory clientFactory,
                @Nullable RMIServerSocketFactory serverFactory)
                throws IOException {
            if (port == 99) {
                throw new BindException("port 99 is another's");
            }
            open.add(port);
            return new Use() {
                @Override
                public Optional<ExportPort> port() {
                    return Optional.of(new ExportPort(port, clientFactory != null, clientFactory));
                }

                @Override
                public boolean by(Deployment version) {
                    return version == asker;
                }

                @Override
                public void close() {
                    open.remove((Integer) port);
                }
            };
        }
    }

    private static final Registries NO_REGISTRIES = new Registries() {
        @Override
        public boolean ours(String host, int port) {
            return true;
        }

        @Override
        public Registry at(String host, int port, RMIClientSocketFactory factory, Deployment asker) {
            throw new IllegalStateException("no other server is called here");
        }
    };

    private static final CodeNames NO_NAMES = new BoundByDeployments(new NamesOf(Map.of()), new Bindings(0));

    @BeforeEach
    void open() {
        exports.connect(ports, hosted -> new ObjectRef(new Remote() {}));
        HostedCode.open(bank, new Surroundings(exports, NO_REGISTRIES, NO_NAMES, (deployment, reason) -> {}));
    }

    @AfterEach
    void nothingIsLeft() {
        HostedCode.of(bank).ifPresent(HostedCode::close);
        try {
            rooms.adapter.undeploy("bank");
            rooms.assertNothingIsLeft();
            assertThat(ports.open).isEmpty();
        } finally {
            rooms.close();
        }
    }

    /** A version of an object that exports itself at a port when it is made, or at none. */
    private HostedType exporting(Deployment version, int port) {
        return Rooms.type(version, "named", Lifecycle.TRANSIENT, Threading.POOLED, true, (self, event) -> {
            if (event.equals("new") && port != 0) {
                exports.export(version, self, new Terms(port, null, null, null));
            }
        });
    }

    @Test
    void aPortThatANamedObjectAsksForIsItsOwnOnlyWhenItsVersionIsAccepted() throws Exception {
        Deployment first = Rooms.deployment("named");
        rooms.deploy(first, exporting(first, 5000));
        assertThat(ports.open).containsExactly(5000);

        Deployment refused = Rooms.deployment("named");
        assertThatThrownBy(() -> rooms.adapter.deploy(refused, List.of(exporting(refused, 5001)), () -> {
                    assertThat(ports.open).containsExactly(5000, 5001);
                    throw new HostingException("refused", null);
                }))
                .hasMessage("refused");
        assertThat(ports.open).containsExactly(5000);
        assertThat(rooms.adapter.inMemory("named").port().port()).isEqualTo(5000);

        Deployment second = Rooms.deployment("named");
        rooms.deploy(second, exporting(second, 5002));
        assertThat(ports.open).containsExactly(5002);
        Deployment without = Rooms.deployment("named");
        rooms.deploy(without, exporting(without, 0));
        assertThat(ports.open).isEmpty();
        rooms.adapter.undeploy("named");
    }

    private static Remote export(Bell bell) throws RemoteException {
        return HostedRmi.exportObject(bell, 0, ExportsTest.class);
    }

    private long number(Object object) {
        return Objects.requireNonNull(rooms.adapter.references().referenceTo(object))
                .number();
    }

    private TestCall ring(long number) {
        return rooms.start(new TestCall(new Target.ById(number, 0), "ring"));
    }

    private void visit(long number) {
        rooms.adapter.references().leased(number, InetAddress.getLoopbackAddress());
        rooms.adapter.references().released(number);
    }

    // exporting

    @Test
    void exportedObjectIsCalledThroughItsStubAndHeldWithoutALease() throws Exception {
        BellObject bell = new BellObject();

        Remote stub = export(bell);

        long number = number(bell);
        assertThat(((Bell) stub).ring()).isEqualTo("ding");
        assertThat(ring(number).result()).isEqualTo("ding");
        visit(number);
        BellObject given = new BellObject();
        rooms.host("maker", TRANSIENT, POOLED);
        long givenNumber = (Long) Objects.requireNonNull(rooms.change("maker", self -> {
                    rooms.adapter.references().export(given);
                    return number(given);
                })
                .result());
        visit(givenNumber);
        assertThat(pass(given.destroyed)).as("who has no lease ends").isTrue();
        assertThat(ring(number).result()).as("who is exported stays").isEqualTo("ding");
        assertThat(number(stub)).isEqualTo(number);
        assertThat(HostedRmi.unexportObject(bell, false, ExportsTest.class)).isTrue();
    }

    @Test
    void exportIsNamedAfterTheObjectThatMakesItOrTheDeployment() throws Exception {
        rooms.deploy(bank, Rooms.type(bank, "accounts", TRANSIENT, POOLED, (self, event) -> {}));
        BellObject inside = new BellObject();
        BellObject outside = new BellObject();

        rooms.change("accounts", self -> export(inside)).result();
        export(outside);

        assertThat(rooms.adapter.shownNameOf(inside)).contains("accounts/~" + number(inside));
        assertThat(rooms.adapter.shownNameOf(outside)).contains("bank/~" + number(outside));
    }

    @Test
    void secondExportIsRefusedAndAnObjectThatWasGivenAwayCanBeExported() throws Exception {
        BellObject bell = new BellObject();
        rooms.host("maker", TRANSIENT, POOLED);
        rooms.change("maker", self -> rooms.adapter.references().export(bell)).result();
        long number = number(bell);

        export(bell);

        assertThat(number(bell)).isEqualTo(number);
        assertThatThrownBy(() -> export(bell))
                .isInstanceOf(ExportException.class)
                .hasMessage("object already exported");
        assertThatThrownBy(() -> HostedRmi.exportObject(new Remote() {}, ExportsTest.class))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("implements no remote interface");
    }

    @Test
    void exportIsNeverLostToALookThatIsOnItsWay() throws Exception {
        try (Rooms hasty = new Rooms(
                new HearthConfig.Objects(1_000, 10_000, 1_000, 80, Duration.ofMinutes(10), Duration.ZERO),
                Rooms.THREADS,
                Duration.ZERO,
                HookTable.of(List.of()),
                new MemoryStore())) {
            hasty.host("maker", PERSISTENT, POOLED);
            for (int i = 0; i < 200; i++) {
                BellObject bell = new BellObject();
                hasty.change("maker", self -> hasty.adapter.references().export(bell))
                        .result();

                Bell stub = (Bell) hasty.adapter.exports().export(bank, bell, Terms.USUAL);

                assertThat(stub.ring()).isEqualTo("ding");
                hasty.adapter.exports().unexport(bell, true);
            }
        }
    }

    @Test
    void nobodyElsesCodeExports() {
        ClassLoader before = context();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThatThrownBy(() -> HostedRmi.exportObject(new BellObject(), 0, String.class))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("java.lang.String is no class of a deployment");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void objectThatExportsItselfWhileItIsMadeIsTheObjectThatIsMade() throws Exception {
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        rooms.host("self", TRANSIENT, POOLED, (self, event) -> {
            if (!event.equals("destroy")) {
                seen.add(number(HostedRmi.exportObject(self, 0, ExportsTest.class)));
                seen.add(number(HostedRmi.toStub(self, ExportsTest.class)));
            }
        });

        Object number = rooms.change("self", self -> number(self)).result();

        assertThat(seen).hasSize(4).containsOnly(number);
        assertThat(rooms.adapter.objects("", 100))
                .extracting(ObjectAdapter.ObjectView::name)
                .containsExactly("self");
    }

    // ports

    @Test
    void stubNamesThePortUntilTheObjectIsTakenBack() throws Exception {
        BellObject bell = new BellObject();
        RMIClientSocketFactory factory = java.net.Socket::new;

        Remote stub = HostedRmi.exportObject(bell, 5000, factory, null, ExportsTest.class);

        ExportPort expected = new ExportPort(5000, true, factory);
        assertThat(rooms.adapter.references().referenceTo(bell))
                .extracting(Reference::port)
                .isEqualTo(expected);
        assertThat(rooms.adapter.references().referenceTo(stub))
                .extracting(Reference::port)
                .isEqualTo(expected);
        assertThat(ports.open).containsExactly(5000);
        HostedRmi.unexportObject(bell, true, ExportsTest.class);
        assertThat(ports.open).isEmpty();
    }

    @Test
    void portThatCannotBeHadFailsTheExportAndLeavesNothing() throws Exception {
        BellObject bell = new BellObject();

        assertThatThrownBy(() -> HostedRmi.exportObject(bell, 99, ExportsTest.class))
                .isInstanceOf(ExportException.class)
                .hasMessage("Listen failed on port: 99; nested exception is: \n\t"
                        + "java.net.BindException: port 99 is another's");
        assertThatThrownBy(() -> HostedRmi.exportObject(new Remote() {}, 5000, ExportsTest.class))
                .isInstanceOf(ExportException.class);

        assertThat(ports.open).isEmpty();
        assertThat(rooms.adapter.references().referenceTo(bell)).isNull();
    }

    @Test
    void portsAndExportsEndWithTheirDeployment() throws Exception {
        BellObject bell = new BellObject();
        HostedRmi.exportObject(bell, 5000, ExportsTest.class);
        exports.keepOpen(bank, 5001, null, null);
        long number = number(bell);

        rooms.adapter.undeploy("bank");
        rooms.adapter.forget(bank);

        assertThat(ports.open).isEmpty();
        assertThat(ring(number).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(pass(bell.destroyed)).isTrue();
    }

    @Test
    void exportOfAReplacedVersionLivesOnByItsLeases() throws Exception {
        BellObject leased = new BellObject();
        BellObject forgotten = new BellObject();
        export(leased);
        export(forgotten);
        long number = number(leased);
        rooms.adapter.references().leased(number, InetAddress.getLoopbackAddress());

        exports.replaced(bank);
        visit(number(forgotten));

        assertThat(pass(forgotten.destroyed)).isTrue();
        assertThat(ring(number).result()).isEqualTo("ding");
        rooms.adapter.references().released(number);
        assertThat(pass(leased.destroyed)).isTrue();
    }

    @Test
    void whatAReplacedVersionExportsLivesByItsLeasesToo() throws Exception {
        exports.replaced(bank);
        BellObject bell = new BellObject();
        HostedRmi.exportObject(bell, 5000, ExportsTest.class);
        HostedRmi.exportObject(bell, 5001, ExportsTest.class);
        assertThat(ports.open)
                .as("the later port takes the earlier one's place")
                .containsExactly(5001);

        visit(number(bell));

        assertThat(pass(bell.destroyed)).isTrue();
        await("its port closed").until(ports.open::isEmpty);
    }

    /** As if {@code objects.linger} had passed. */
    private void letLingerPass(long number) {
        slot(number).holdUntil(System.nanoTime());
        rooms.adapter.references().released(number);
    }

    private void awaitEnd(long number) {
        letLingerPass(number);
        await("its end").until(() -> rooms.adapter.inMemory(number) == null);
    }

    @Test
    void objectOfAReplacedVersionIsToldOnlyIfAClientHasHadItSinceItWasToldLast() throws Exception {
        AtomicInteger told = new AtomicInteger();
        AtomicInteger never = new AtomicInteger();
        long number = exportCounting(told);
        long unvisited = exportCounting(never);
        visit(number);
        await("it is told").until(() -> told.get() == 1);

        exports.replaced(bank);
        long later = exportCounting(never);
        awaitEnd(number);
        awaitEnd(unvisited);
        awaitEnd(later);

        assertThat(told).hasValue(1);
        assertThat(never).as("no client ever had it").hasValue(0);
    }

    @Test
    void objectThatWasGivenAwayIsToldAlsoIfItsClientMakesNoLeases() {
        AtomicInteger told = new AtomicInteger();
        Bell given = new CountingBell(told);
        rooms.host("maker", TRANSIENT, POOLED);
        rooms.change("maker", self -> rooms.adapter.references().export(given)).result();

        awaitEnd(number(given));

        assertThat(told).hasValue(1);
    }

    // the end of the last lease

    /** Does something when no client holds it. */
    private static final class LeavingBell extends BellObject implements Unreferenced {
        final CompletableFuture<Object> outcome = new CompletableFuture<>();
        private final Callable<?> last;
        volatile @Nullable ClassLoader context;

        LeavingBell(Function<LeavingBell, Callable<?>> last) {
            this.last = last.apply(this);
        }

        @Override
        public void unreferenced() {
            context = Thread.currentThread().getContextClassLoader();
            try {
                outcome.complete(last.call());
            } catch (Exception thrown) {
                outcome.completeExceptionally(thrown);
            }
        }
    }

    private void giveAwayAndForget(Bell bell) {
        rooms.host("maker", TRANSIENT, POOLED);
        rooms.change("maker", self -> rooms.adapter.references().export(bell)).result();
        visit(number(bell));
    }

    @Test
    void unreferencedObjectThatExportsItselfIsAnotherObject() throws Exception {
        LeavingBell bell = new LeavingBell(self -> () -> export(self));
        rooms.host("maker", TRANSIENT, POOLED);
        rooms.change("maker", self -> rooms.adapter.references().export(bell)).result();
        long number = number(bell);

        visit(number);

        Bell stub = (Bell) bell.outcome.get(20, TimeUnit.SECONDS);
        assertThat(stub.ring()).isEqualTo("ding");
        assertThat(number(bell)).isNotEqualTo(number);
        await("the first object's end").until(() -> rooms.adapter.inMemory(number) == null);
        assertThat(ring(number).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(HostedRmi.unexportObject(bell, true, ExportsTest.class)).isTrue();
    }

    @Test
    void unreferencedRunsForWhatNoClientHoldsAndInItsDeploymentsContext() throws Exception {
        Deployment one = deployment("one");
        LeavingBell held = new LeavingBell(self -> () -> "called");
        LeavingBell left = new LeavingBell(self -> () -> "called");
        exports.host(one, held, null);
        exports.host(one, left, null);
        rooms.adapter.references().leased(number(held), InetAddress.getLoopbackAddress());

        visit(number(left));
        assertThat(left.outcome.get(20, TimeUnit.SECONDS)).isEqualTo("called");
        rooms.adapter.undeploy("one");

        assertThat(left.context).isSameAs(one.loader());
        assertThat(pass(held.destroyed)).isTrue();
        assertThat(held.outcome).as("a client held it").isNotDone();
    }

    /** Knows nothing of the container. */
    private static final class PlainBell implements Bell, Unreferenced {
        final AtomicReference<@Nullable Object> held = new AtomicReference<>();
        final CompletableFuture<Boolean> heldWhenTold = new CompletableFuture<>();

        @Override
        public String ring() {
            return "ding";
        }

        @Override
        public void unreferenced() {
            heldWhenTold.complete(held.get() != null);
        }
    }

    private void awaitDozing(long number) {
        await("nobody but code holds it")
                .until(() -> !rooms.adapter.inMemory(number).incarnate());
    }

    @Test
    void exportedObjectIsToldThatNoClientHoldsItAndStaysWhileCodeDoes() throws Exception {
        PlainBell bell = new PlainBell();
        Remote stub = export(bell);
        long number = number(bell);

        visit(number);

        assertThat(bell.heldWhenTold.get(20, TimeUnit.SECONDS)).isEqualTo(false);
        awaitDozing(number);
        assertThat(number(bell)).isEqualTo(number);
        assertThatThrownBy(() -> export(bell)).hasMessage("object already exported");
        System.gc();
        assertThat(ring(number).result()).isEqualTo("ding");
        assertThat(((Bell) stub).ring()).isEqualTo("ding");
        assertThat(HostedRmi.unexportObject(bell, false, ExportsTest.class)).isTrue();
    }

    @Test
    void exportedObjectIsTakenBackWhileItDozes() throws Exception {
        PlainBell bell = new PlainBell();
        export(bell);
        long number = number(bell);
        visit(number);
        awaitDozing(number);

        assertThat(HostedRmi.unexportObject(bell, false, ExportsTest.class)).isTrue();

        assertThat(ring(number).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(number(export(bell))).isNotEqualTo(number);
        assertThat(HostedRmi.unexportObject(bell, false, ExportsTest.class)).isTrue();
    }

    private ObjectSlot slot(long number) {
        return Objects.requireNonNull(rooms.adapter.inMemory(number));
    }

    private HostedReferences hosted() {
        return (HostedReferences) rooms.adapter.references();
    }

    @Test
    void objectThatIsTakenBackWhileTheContainerLetsGoOfItCanBeExportedAnew() throws Exception {
        PlainBell bell = new PlainBell();
        export(bell);
        long number = number(bell);
        ObjectSlot slot = slot(number);
        slot.pin();
        slot.retire(true);
        hosted().noServantAnyMore(bell);
        slot.unpin();

        slot.close(); // by whoever has found before that nobody holds it
        hosted().dozing().doze(slot);
        slot.reopen();
        hosted().dozing().wake(slot);
        assertThat(hosted().slotOf(bell)).isNull();

        rooms.adapter.lives().removeLater(slot);
        Bell again = (Bell) export(bell);
        assertThat(again.ring()).isEqualTo("ding");
        assertThat(number(bell)).isNotEqualTo(number);
        assertThat(HostedRmi.unexportObject(bell, true, ExportsTest.class)).isTrue();
    }

    @Test
    void objectThatIsWokenWhileItIsTakenBackStandsForNoneAnyMore() throws Exception {
        PlainBell bell = new PlainBell();
        export(bell);
        long number = number(bell);
        ObjectSlot slot = slot(number);
        visit(number);
        awaitDozing(number);

        slot.retire(true);
        hosted().dozing().wake(slot); // by a call that was on its way
        assertThat(hosted().slotOf(bell)).isNull();

        rooms.adapter.lives().removeLater(slot);
        assertThat(((Bell) export(bell)).ring()).isEqualTo("ding");
        assertThat(HostedRmi.unexportObject(bell, true, ExportsTest.class)).isTrue();
    }

    /** What the answer is where somebody asks while the slot is closed for that. */
    private <T> T askedWhileTheContainerLetsGoOf(Bell bell, Callable<T> question) throws Exception {
        long number = number(bell);
        ObjectSlot slot = slot(number);
        FutureTask<T> answer = new FutureTask<>(question);
        Thread asker = new Thread(answer);
        rooms.adapter.boundNames(names(looked -> {
            if (looked == number && slot.closed() && asker.getState() == Thread.State.NEW) {
                asker.start();
                await("the question").until(() -> asker.getState() == Thread.State.WAITING || answer.isDone());
            }
            return false;
        }));
        visit(number);
        return answer.get(20, TimeUnit.SECONDS);
    }

    @Test
    void referenceToAnObjectThatTheContainerJustLetsGoOfIsHad() throws Exception {
        PlainBell bell = new PlainBell();
        export(bell);
        long number = number(bell);

        Reference reference = askedWhileTheContainerLetsGoOf(
                bell, () -> rooms.adapter.references().referenceTo(bell));

        assertThat(reference).extracting(Reference::number).isEqualTo(number);
        assertThat(HostedRmi.unexportObject(bell, true, ExportsTest.class)).isTrue();
    }

    @Test
    void objectThatTheContainerJustLetsGoOfIsTakenBackWithoutForce() throws Exception {
        PlainBell bell = new PlainBell();
        export(bell);

        assertThat(askedWhileTheContainerLetsGoOf(bell, () -> HostedRmi.unexportObject(bell, false, ExportsTest.class)))
                .isTrue();

        assertThat(((Bell) export(bell)).ring()).isEqualTo("ding");
        assertThat(HostedRmi.unexportObject(bell, true, ExportsTest.class)).isTrue();
    }

    /** A reference that came as an argument or a result, as a stub that a client has. */
    private Object reference(long number) {
        return reference(number, deployment("other"));
    }

    private Object reference(long number, Deployment holder) {
        return rooms.adapter.references().referenceFor(number, List.of(Bell.class), holder.loader());
    }

    @Test
    void referenceInOtherCodeHoldsAnExportedObjectAsAClientDoes() throws Exception {
        PlainBell bell = new PlainBell();
        export(bell);
        bell.held.set(reference(number(bell)));
        visit(number(bell));
        System.gc();
        assertThat(bell.heldWhenTold).isNotDone();

        bell.held.set(null);

        await("its servant is told").until(() -> {
            System.gc();
            return bell.heldWhenTold.isDone();
        });
        assertThat(bell.heldWhenTold.get()).as("told too early").isEqualTo(false);
    }

    /** Counts how often it is told that nobody holds it. */
    private static final class CountingBell implements Bell, Unreferenced {
        private final AtomicInteger told;

        CountingBell(AtomicInteger told) {
            this.told = told;
        }

        @Override
        public String ring() {
            return "ding";
        }

        @Override
        public void unreferenced() {
            told.incrementAndGet();
        }
    }

    private long exportCounting(AtomicInteger told) throws RemoteException {
        CountingBell bell = new CountingBell(told);
        export(bell);
        return number(bell);
    }

    /** The first turn that an object is to have, as long as a call is in it; further ones come at once. */
    private final class LateTurn implements Attachment {
        private final AtomicReference<@Nullable Runnable> turn = new AtomicReference<>();

        LateTurn(long number) {
            slot(number).attachment(() -> this);
        }

        @Override
        public void runInTurn(Runnable method, Runnable inUse) {
            if (!turn.compareAndSet(null, method)) {
                method.run();
            }
        }

        @Override
        public void rested() {
            // it has no thread
        }

        void awaitIt() {
            await("its turn is to come").until(() -> turn.get() != null);
        }

        void run() {
            Objects.requireNonNull(turn.get()).run();
        }
    }

    private static BoundNames names(LongPredicate held) {
        return new BoundNames() {
            @Override
            public boolean holds(long number) {
                return held.test(number);
            }

            @Override
            public void ended(long number) {
                // nobody looks it up
            }

            @Override
            public void withdrawn(String type) {
                // nobody looks it up
            }
        };
    }

    /** What begins to hold an object, and what lets go of it. */
    private enum Again {
        NAME {
            @Override
            Runnable hold(ExportsTest test, long number) {
                test.rooms.adapter.boundNames(names(held -> held == number));
                return () -> {
                    test.rooms.adapter.boundNames(BoundNames.NONE);
                    test.rooms.adapter.references().released(number);
                };
            }
        },
        CLIENT {
            @Override
            Runnable hold(ExportsTest test, long number) {
                test.rooms.adapter.references().leased(number, InetAddress.getLoopbackAddress());
                return () -> test.rooms.adapter.references().released(number);
            }
        },
        STUB {
            @Override
            Runnable hold(ExportsTest test, long number) {
                test.rooms.adapter.references().stubLeft(number, InetAddress.getLoopbackAddress());
                return () -> test.visit(number);
            }
        },
        REFERENCE {
            @Override
            Runnable hold(ExportsTest test, long number) {
                AtomicReference<@Nullable Object> kept = new AtomicReference<>(test.reference(number));
                return () -> {
                    kept.set(null);
                    System.gc();
                };
            }
        };

        abstract Runnable hold(ExportsTest test, long number);
    }

    @ParameterizedTest
    @EnumSource
    void objectThatIsHeldAgainBeforeItsTurnIsToldOnlyWhenThatIsOver(Again again) throws Exception {
        AtomicInteger told = new AtomicInteger();
        Bell bell = new CountingBell(told);
        export(bell);
        long number = number(bell);
        LateTurn turn = new LateTurn(number);
        visit(number);
        turn.awaitIt();

        Runnable letGo = again.hold(this, number);
        turn.run();
        assertThat(told).hasValue(0);

        letGo.run();
        await("it is told").until(() -> told.get() == 1);
        assertThat(HostedRmi.unexportObject(bell, true, ExportsTest.class)).isTrue();
    }

    /** When this returns, the looks that were due before are over. */
    private void letAnotherDoze() throws RemoteException {
        PlainBell other = new PlainBell();
        export(other);
        long number = number(other);
        visit(number);
        awaitDozing(number);
        HostedRmi.unexportObject(other, true, ExportsTest.class);
    }

    @Test
    void objectThatIsToBeToldStaysUntilItIs() throws Exception {
        AtomicInteger told = new AtomicInteger();
        long number = exportCounting(told);
        LateTurn turn = new LateTurn(number);
        visit(number);
        turn.awaitIt();

        rooms.adapter.references().released(number);
        letAnotherDoze();
        System.gc();
        turn.run();

        assertThat(told).hasValue(1);
        await("its end").until(() -> {
            System.gc();
            return rooms.adapter.inMemory(number) == null;
        });
        assertThat(told).hasValue(1);
    }

    private void awaitEndWithout(AtomicReference<@Nullable Object> reference, long number) {
        assertThat(rooms.adapter.lives().held(slot(number))).isTrue();
        reference.set(null);
        await("its end").until(() -> {
            System.gc();
            rooms.adapter.references().released(number);
            return rooms.adapter.inMemory(number) == null;
        });
    }

    @Test
    void referenceInOtherCodeHoldsAnObjectOfAReplacedVersionToo() throws Exception {
        long before = exportAndForget();
        long after = exportAndForget();
        AtomicReference<@Nullable Object> fromBefore = new AtomicReference<>(reference(before));

        exports.replaced(bank);
        AtomicReference<@Nullable Object> fromAfter = new AtomicReference<>(reference(after));
        letLingerPass(before);
        letLingerPass(after);

        awaitEndWithout(fromBefore, before);
        awaitEndWithout(fromAfter, after);
    }

    @Test
    void referenceHoldsAnObjectThatAMethodGaveAwayInTheCodeOfOthersOnly() throws Exception {
        Deployment one = deployment("one");
        Bell given = new PlainBell();
        Bell returned = new PlainBell();
        exports.host(one, given, null);
        exports.host(one, returned, null);
        long number = number(given);
        long other = number(returned);
        AtomicReference<@Nullable Object> reference = new AtomicReference<>(reference(number));
        Object own = reference(other, one);

        letLingerPass(number);
        awaitEnd(other);

        assertThat(own).isNotNull();
        awaitEndWithout(reference, number);
    }

    @Test
    void clientThatComesAndGoesDoesNotEndTheHoldOfAStubThatCodeHasWritten() throws Exception {
        long number = exportAndForget();
        hosted().written(number);

        visit(number);

        assertThat(rooms.adapter.lives().held(slot(number))).isTrue();
    }

    @Test
    void clientThatComesAndGoesDoesNotEndTheHoldOfStubsThatLeftWhileTheObjectHadAName() throws Exception {
        long number = exportAndForget();
        rooms.adapter.boundNames(names(held -> held == number));
        rooms.adapter.references().stubLeft(number, InetAddress.getLoopbackAddress());
        rooms.adapter.boundNames(BoundNames.NONE);
        rooms.adapter.unnamed(number);

        visit(number);

        assertThat(rooms.adapter.lives().held(slot(number))).isTrue();
    }

    private long exportAndForget() throws RemoteException {
        PlainBell bell = new PlainBell();
        export(bell);
        return number(bell);
    }

    @Test
    void exportedObjectThatCodeLetsGoOfEndsWhenNoClientHoldsItEither() throws Exception {
        long number = exportAndForget();
        rooms.adapter.references().leased(number, InetAddress.getLoopbackAddress());
        System.gc();
        assertThat(ring(number).result()).as("a client holds it").isEqualTo("ding");

        rooms.adapter.references().released(number);

        await("its end").until(() -> {
            System.gc();
            return rooms.adapter.inMemory(number) == null;
        });
        assertThat(ring(number).error()).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void exportedObjectThatWantsToKnowItsEndStays() throws Exception {
        LeavingBell bell = new LeavingBell(self -> () -> "called");
        export(bell);
        long number = number(bell);

        visit(number);

        assertThat(bell.outcome.get(20, TimeUnit.SECONDS)).isEqualTo("called");
        assertThat(ring(number).result()).isEqualTo("ding");
        assertThat(HostedRmi.unexportObject(bell, false, ExportsTest.class)).isTrue();
        assertThat(pass(bell.destroyed)).isTrue();
    }

    @Test
    void unreferencedObjectTakesItselfBackOnce() throws Exception {
        LeavingBell bell = new LeavingBell(self -> () -> {
            boolean first = HostedRmi.unexportObject(self, true, ExportsTest.class);
            assertThatThrownBy(() -> HostedRmi.unexportObject(self, true, ExportsTest.class))
                    .isInstanceOf(NoSuchObjectException.class);
            return first;
        });

        giveAwayAndForget(bell);

        assertThat(bell.outcome.get(20, TimeUnit.SECONDS)).isEqualTo(true);
        assertThat(pass(bell.destroyed)).isTrue();
    }

    // taking back

    @Test
    void takenBackObjectIsGoneForItsStubsAndCanBeExportedAnew() throws Exception {
        BellObject bell = new BellObject();
        Bell stub = (Bell) export(bell);
        long number = number(bell);

        assertThat(HostedRmi.unexportObject(bell, false, ExportsTest.class)).isTrue();

        assertThat(ring(number).error()).isInstanceOf(NoSuchObjectException.class);
        assertThatThrownBy(stub::ring).isInstanceOf(NoSuchObjectException.class);
        assertThatThrownBy(() -> HostedRmi.unexportObject(bell, true, ExportsTest.class))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessage("object not exported");
        assertThatThrownBy(() -> HostedRmi.toStub(bell, ExportsTest.class)).isInstanceOf(NoSuchObjectException.class);
        assertThat(pass(bell.destroyed)).isTrue();
        export(bell);
        assertThat(number(bell)).isNotEqualTo(number);
        assertThat(ring(number(bell)).result()).isEqualTo("ding");
    }

    @Test
    void objectInUseIsTakenBackByForceOnlyAndItsCallEndsWell() throws Exception {
        BellObject bell = new BellObject();
        bell.slow = true;
        export(bell);
        long number = number(bell);
        TestCall inside = ring(number);
        assertThat(pass(bell.inside)).isTrue();

        assertThat(HostedRmi.unexportObject(bell, false, ExportsTest.class)).isFalse();
        assertThat(number(bell)).isEqualTo(number);
        assertThat(HostedRmi.unexportObject(bell, true, ExportsTest.class)).isTrue();

        assertThat(ring(number).error()).isInstanceOf(NoSuchObjectException.class);
        assertThat(inside.answered()).isFalse();
        bell.leave.countDown();
        assertThat(inside.result()).isEqualTo("ding");
        assertThat(pass(bell.destroyed)).isTrue();
    }

    @Test
    void objectTakesItselfBackFromWithinItsCallByForce() throws Exception {
        List<Boolean> answers = Collections.synchronizedList(new ArrayList<>());
        BellObject bell = new BellObject() {
            @Override
            public String ring() throws RemoteException {
                answers.add(HostedRmi.unexportObject(this, false, ExportsTest.class));
                answers.add(HostedRmi.unexportObject(this, true, ExportsTest.class));
                return "last";
            }
        };
        Bell stub = (Bell) export(bell);

        assertThat(stub.ring()).isEqualTo("last");

        assertThat(answers).containsExactly(false, true);
        assertThatThrownBy(stub::ring).isInstanceOf(NoSuchObjectException.class);
        assertThat(pass(bell.destroyed)).isTrue();
    }

    @Test
    void namedTransientObjectEndsAndItsNextCallMakesAnother() {
        List<String> diary = Collections.synchronizedList(new ArrayList<>());
        rooms.host("named", TRANSIENT, POOLED, (self, event) -> diary.add(event));

        assertThat(rooms.change("named", self -> HostedRmi.unexportObject(self, true, ExportsTest.class))
                        .result())
                .isEqualTo(true);

        await("its end").until(() -> diary.contains("destroy"));
        assertThat(rooms.change("named", self -> "again").result()).isEqualTo("again");
        assertThat(diary).containsExactly("new", "activate", "destroy", "new", "activate");
    }

    @Test
    void persistentObjectIsNotCodesToTakeBack() {
        rooms.host("kept", PERSISTENT, POOLED);

        Throwable refusal = rooms.change("kept", self -> HostedRmi.unexportObject(self, true, ExportsTest.class))
                .error();

        assertThat(refusal).hasMessageContaining("ObjectContext.remove() ends it");
        assertThat(rooms.change("kept", self -> "there").result()).isEqualTo("there");
    }

    // stubs

    @Test
    void toStubGivesWhatCanBePassedOnAndCalled() throws Exception {
        rooms.host("named", TRANSIENT, POOLED);
        BellObject bell = new BellObject();
        assertThatThrownBy(() -> HostedRmi.toStub(bell, ExportsTest.class)).isInstanceOf(NoSuchObjectException.class);
        Remote stub = export(bell);

        assertThat(HostedRmi.toStub(bell, ExportsTest.class)).isEqualTo(stub).isNotSameAs(bell);
        assertThat(HostedRmi.toStub(stub, ExportsTest.class)).isSameAs(stub);
        assertThat(rooms.change("named", self -> {
                            Remote own = HostedRmi.toStub(self, ExportsTest.class);
                            return number(own) == number(self) && own != self;
                        })
                        .result())
                .isEqualTo(true);
    }

    // who calls

    private static Peer peer(int last) throws Exception {
        return new Peer(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last}), 1234, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(names = {"POOLED", "PER_REQUEST", "PER_OBJECT", "SINGLE"})
    void clientHostIsThatOfThePeerAlsoInNestedCallsAndWhileAnObjectIsMade(Threading threading) throws Exception {
        List<String> hosts = Collections.synchronizedList(new ArrayList<>());
        rooms.host("outer", TRANSIENT, threading);
        rooms.host("inner", TRANSIENT, threading, (self, event) -> {
            if (!event.equals("destroy")) {
                hosts.add(HostedRmi.getClientHost(ExportsTest.class));
            }
        });

        TestCall call = rooms.start(new TestCall(
                        new Target.ByName("outer"), "change", (dev.hearth.core.testing.Scripted.Script) self -> {
                            hosts.add(HostedRmi.getClientHost(ExportsTest.class));
                            self.other("inner").change(other -> hosts.add(host()));
                            return host();
                        })
                .from(peer(7)));

        assertThat(call.result()).isEqualTo("192.0.2.7");
        assertThat(hosts).hasSize(4).containsOnly("192.0.2.7");
    }

    private static String host() throws ServerNotActiveException {
        return HostedRmi.getClientHost(ExportsTest.class);
    }

    @Test
    void callThatHostedCodeBeginsComesFromThisMachineAndNoCallFromNowhere() throws Exception {
        BellObject bell = new BellObject() {
            @Override
            public String ring() throws RemoteException {
                try {
                    return host();
                } catch (ServerNotActiveException outside) {
                    throw new RemoteException("outside", outside);
                }
            }
        };
        Bell stub = (Bell) export(bell);

        assertThat(stub.ring()).isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
        assertThatThrownBy(ExportsTest::host).isInstanceOf(ServerNotActiveException.class);
    }

    @Test
    void threadOfHostedCodesOwnHasNoClient() {
        rooms.host("outer", TRANSIENT, PER_REQUEST);

        Object seen = rooms.change("outer", self -> {
                    List<Object> answers = Collections.synchronizedList(new ArrayList<>());
                    Thread own = new Thread(() -> {
                        try {
                            answers.add(host());
                        } catch (ServerNotActiveException none) {
                            answers.add("none");
                        }
                    });
                    own.start();
                    own.join();
                    return answers.get(0);
                })
                .result();

        assertThat(seen).isEqualTo("none");
    }

    // the context class loader

    @ParameterizedTest
    @EnumSource(names = {"POOLED", "PER_REQUEST", "PER_OBJECT", "SINGLE"})
    void contextClassLoaderIsTheDeploymentsInCallsNestedCallsAndWhileAnObjectIsMade(Threading threading) {
        List<ClassLoader> seen = Collections.synchronizedList(new ArrayList<>());
        List<ClassLoader> ending = Collections.synchronizedList(new ArrayList<>());
        ScriptedObject.Diary noting = (self, event) -> (event.equals("destroy") ? ending : seen).add(context());
        Deployment one = deployment("one");
        Deployment two = deployment("two");
        rooms.deploy(one, Rooms.type(one, "one", TRANSIENT, threading, noting));
        rooms.deploy(two, Rooms.type(two, "two", TRANSIENT, threading, noting));

        rooms.change("one", self -> {
                    seen.add(context());
                    self.other("two").change(other -> seen.add(context()));
                    return seen.add(context());
                })
                .result();
        rooms.adapter.undeploy("one");
        rooms.adapter.undeploy("two");

        assertThat(seen)
                .containsExactly(
                        one.loader(),
                        one.loader(),
                        one.loader(),
                        two.loader(),
                        two.loader(),
                        two.loader(),
                        one.loader());
        assertThat(ending).as("in @OnDestroy").containsExactlyInAnyOrder(one.loader(), two.loader());
    }

    @Test
    void contextClassLoaderIsTheDeploymentsWhereAnotherCallComesInMeanwhile() {
        List<ClassLoader> seen = Collections.synchronizedList(new ArrayList<>());
        Deployment one = deployment("one");
        rooms.deploy(one, Rooms.type(one, "one", TRANSIENT, POOLED, (self, event) -> {}));

        rooms.change("one", self -> {
                    seen.add(context());
                    rooms.read("one", again -> seen.add(context())).result(); // as a client's callback does
                    return seen.add(context());
                })
                .result();

        assertThat(seen).containsExactly(one.loader(), one.loader(), one.loader());
    }

    private static ClassLoader context() {
        return Thread.currentThread().getContextClassLoader();
    }

    private static Deployment deployment(String name) {
        ClassLoader loader = new ClassLoader(name, ExportsTest.class.getClassLoader()) {};
        return new Deployment(name, loader, own -> true, java.util.Map.of(), POOLED);
    }

    @Test
    void perObjectThreadsAreNotNeededToTakeBack() throws Exception {
        Deployment slow =
                new Deployment("slow", ExportsTest.class.getClassLoader(), own -> true, java.util.Map.of(), PER_OBJECT);
        BellObject bell = new BellObject();
        Remote stub = exports.export(slow, bell, Terms.USUAL);
        assertThat(((Bell) stub).ring()).isEqualTo("ding");

        assertThat(exports.unexport(bell, false)).isTrue();

        assertThat(pass(bell.destroyed)).isTrue();
    }
}
