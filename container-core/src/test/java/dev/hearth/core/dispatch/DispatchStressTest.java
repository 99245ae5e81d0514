package dev.hearth.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.FixupCall;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.core.adapter.AsIfIdle;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.pipeline.CallView;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.pipeline.ModuleHooks;
import dev.hearth.core.pipeline.NoSettings;
import dev.hearth.core.testing.MemoryStore;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Stress;
import dev.hearth.core.testing.TestCall;
import java.io.IOException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random chains over objects of all policies, some failing, cancelled, late or removing their object, while an operator holds,
 * discards and replaces deployments and lets objects rest: none overlaps, none is lost, none runs twice, and nothing is left.
 */
@Timeout(7_200)
class DispatchStressTest {

    private static final int CLIENTS = 6;
    private static final int KEYS = 3;
    private static final int CALLS = Stress.times(250);
    private static final HearthConfig.Threads FEW =
            new HearthConfig.Threads(8, 8, 3, 1, 2, 4, 64, 20, 100, 100, true, 0);

    /** Removed by the operator, who does not know what was in it. */
    private static final String DOOMED = "/doomed";

    private static final long PATIENCE_SECONDS = 6_000;

    private final List<String> types = new ArrayList<>();
    private final Map<String, AtomicLong> kept = new ConcurrentHashMap<>();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Witness witness = new Witness(
            new Witness.Bounds(FEW.pool() + FEW.spare() + FEW.overtaken(), FEW.perRequest() + FEW.overtaken()));
    private final MemoryStore store = new MemoryStore();
    private final ThreadLocal<Duration> deadline = new ThreadLocal<>();
    private final Rooms rooms = new Rooms(Rooms.OBJECTS, FEW, Duration.ZERO, hooks(), store);

    private HookTable hooks() {
        return HookTable.of(List.of(ModuleHooks.of(new Deadlines(), new NoSettings())));
    }

    /** A client says on its own thread how long its call may take. */
    private final class Deadlines implements HookModule {

        @Override
        public String name() {
            return "deadlines";
        }

        @Override
        public void register(Hooks hooks, ModuleConfig config) {
            hooks.fixup(this::limit);
        }

        private Answer limit(FixupCall call) {
            Duration mine = deadline.get();
            if (mine != null && !call.local()) {
                call.deadline(mine);
            }
            return Answer.OK;
        }
    }

    private void hostAll() {
        for (Lifecycle lifecycle : Lifecycle.values()) {
            for (Threading threading : Threading.values()) {
                if (threading != Threading.INHERIT) {
                    String name = (lifecycle + "-" + threading).toLowerCase(Locale.ROOT);
                    rooms.host(name, lifecycle, threading);
                    types.add(name);
                }
            }
        }
    }

    private String anyType(Random random) {
        return types.get(random.nextInt(types.size()));
    }

    private String anyObject(Random random) {
        return anyType(random) + (random.nextInt(12) == 0 ? DOOMED : "/" + random.nextInt(KEYS));
    }

    // those who call

    private void client(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CALLS && witness.fault() == null; i++) {
            Plan plan = Plan.of(witness, random, () -> anyObject(random));
            TestCall call = new TestCall(new Target.ByName(plan.object()), plan.method(), plan);
            switch (random.nextInt(10)) {
                case 0 -> {
                    rooms.start(call);
                    cancelOne(random);
                }
                case 1 -> enterWithin(Duration.ofNanos(1 + random.nextInt(3_000_000)), call);
                default -> rooms.processor.enter(call);
            }
            note(plan, call.outcome().error());
        }
    }

    private void enterWithin(Duration limit, TestCall call) {
        deadline.set(limit);
        rooms.processor.enter(call);
        deadline.remove();
    }

    private void cancelOne(Random random) {
        List<CallView> calls = rooms.processor.calls();
        if (!calls.isEmpty()) {
            rooms.processor.cancel(calls.get(random.nextInt(calls.size())).id());
        }
    }

    private void note(Plan plan, Throwable error) {
        if (error == null) {
            succeeded.incrementAndGet();
            plan.succeeded((object, change) ->
                    kept.computeIfAbsent(object, name -> new AtomicLong()).addAndGet(change));
        } else {
            failed.incrementAndGet();
            plan.failed(error);
            if (!expected(error)) {
                witness.fault(plan + " failed with " + error + " caused by " + error.getCause());
            }
        }
    }

    private static boolean expected(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return message.equals("planned")
                || message.endsWith("nothing of this call is kept")
                || (message.startsWith("HEARTH-") && !message.startsWith("HEARTH-FAULT"))
                || error instanceof NoSuchObjectException
                || error instanceof NotBoundException
                || (error.getCause() != null && expected(error.getCause()));
    }

    // the one who operates

    private void operate(Random random) {
        while (!over.get()) {
            String type = anyType(random);
            switch (random.nextInt(10)) {
                case 0 -> shut(Optional.of(type), IntakeState.HOLDING, random);
                case 1 -> shut(Optional.of(type), IntakeState.DISCARDING, random);
                case 2 -> shut(Optional.of(type), IntakeState.DRAINING, random);
                case 3 -> shut(Optional.empty(), IntakeState.HOLDING, random);
                case 4 -> replace(type);
                case 5 -> takeOutAndPutIn(type, random);
                case 6 -> remove(type + DOOMED);
                case 7 -> holdTheDisk(random);
                default -> AsIfIdle.sweep(rooms.adapter);
            }
            letOthersRun(random);
        }
    }

    /** Not for a time: for as long as the machine lets the others run meanwhile. */
    private static void letOthersRun(Random random) {
        for (int i = random.nextInt(200); i > 0; i--) {
            Thread.yield();
        }
    }

    private void shut(Optional<String> deployment, IntakeState state, Random random) {
        change(deployment, state);
        letOthersRun(random);
        change(deployment, IntakeState.ACTIVE);
    }

    private void change(Optional<String> deployment, IntakeState state) {
        try {
            rooms.dispatcher.intakes().change(deployment, state);
        } catch (IntakeException impossible) {
            witness.fault(impossible.toString());
        }
    }

    private void replace(String type) {
        Deployment next = Rooms.deployment(type);
        String[] kind = type.toUpperCase(Locale.ROOT).split("-", 2);
        rooms.deploy(
                next,
                Rooms.type(next, type, Lifecycle.valueOf(kind[0]), Threading.valueOf(kind[1]), (self, event) -> {}));
    }

    private void takeOutAndPutIn(String type, Random random) {
        rooms.dispatcher.intakes().undeploying(type);
        rooms.adapter.undeploy(type);
        rooms.dispatcher.intakes().undeployed(type);
        letOthersRun(random);
        replace(type);
    }

    private void remove(String object) {
        try {
            rooms.adapter.remove(object);
        } catch (IOException inUseOrUnknown) {
            Thread.yield();
        }
    }

    private void holdTheDisk(Random random) {
        store.hold();
        letOthersRun(random);
        store.settle();
    }

    private static List<Long> seeds() {
        return List.of(Long.getLong("hearth.stress.seed", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingOverlapsNothingIsLostAndNothingIsLeft(long seed, TestReporter reporter) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            hostAll();
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                long own = seed * 1_000 + i;
                clients.add(threads.submit(() -> client(own)));
            }
            Future<?> operator = threads.submit(() -> operate(new Random(seed)));
            for (Future<?> each : clients) {
                each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            over.set(true);
            operator.get(60, TimeUnit.SECONDS);
            reporter.publishEntry("calls", succeeded + " succeeded, " + failed + " did not");
            assertAllIsRight();
        } finally {
            over.set(true);
            threads.shutdownNow();
            rooms.close();
        }
    }

    private void assertAllIsRight() {
        assertThat(witness.fault()).isNull();
        assertThat(succeeded.get() + failed.get()).isEqualTo(CLIENTS * CALLS);
        assertThat(succeeded.get()).as("of %d that failed", failed.get()).isPositive();
        assertThat(failed.get()).isPositive();
        await("no call in progress").until(() -> rooms.processor.inProgress() == 0);
        kept.forEach((object, changes) -> {
            if (object.startsWith("persistent") && !object.endsWith(DOOMED)) {
                assertThat(rooms.value(object)).as(object).isEqualTo(changes.get());
            }
        });
        rooms.assertNothingIsLeft();
        await("no thread of an object or a request")
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().matches("hearth-(object|request)-.*")));
        assertThat(witness.fault()).isNull();
    }
}
