package dev.hearth.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.pipeline.CallView;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted.Script;
import dev.hearth.core.testing.TestCall;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random chains over objects of all policies, some cancelled, some failing, some that interrupt themselves: none overlaps, none is lost, all is kept. */
@Timeout(120)
class DispatchStressTest {

    private static final int CLIENTS = 6;
    private static final int KEYS = 3;
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);

    private final List<String> types = new ArrayList<>();
    private final Map<String, AtomicReference<Chain>> inside = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> kept = new ConcurrentHashMap<>();
    private final AtomicReference<String> overlap = new AtomicReference<>();
    private final AtomicReference<String> strayInterrupt = new AtomicReference<>();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private Rooms rooms;

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

    private static boolean exclusive(String object) {
        return object.startsWith("persistent") || object.contains("per_object") || object.contains("single");
    }

    private String anyObject(Random random) {
        return types.get(random.nextInt(types.size())) + "/" + random.nextInt(KEYS);
    }

    /** A plan of nested calls, made before it runs so that the seed decides it. */
    private Script plan(Random random, String object, List<String> touched, int depth) {
        List<String> names = new ArrayList<>();
        List<Script> nested = new ArrayList<>();
        for (int i = depth < 3 ? random.nextInt(3) : 0; i > 0; i--) {
            String next = anyObject(random);
            names.add(next);
            nested.add(plan(random, next, touched, depth + 1));
        }
        touched.add(object);
        boolean fails = random.nextInt(30) == 0;
        boolean interrupts = random.nextInt(10) == 0;
        return self -> alone(object, () -> {
            self.value++;
            for (int i = 0; i < names.size(); i++) {
                self.other(names.get(i)).change(nested.get(i));
            }
            if (interrupts) {
                Thread.currentThread().interrupt();
            }
            if (fails) {
                throw new RemoteException("planned");
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private Object alone(String object, Work work) throws Exception {
        Chain mine = ((InChain) CallScope.current()).chain();
        if (Thread.currentThread().isInterrupted() && mine.transaction().doomed() == null) {
            strayInterrupt.compareAndSet(null, mine + " was interrupted, and nobody cancels it");
        }
        AtomicReference<Chain> place = inside.computeIfAbsent(object, name -> new AtomicReference<>());
        Chain before = exclusive(object) ? place.getAndSet(mine) : null;
        if (before != null && before != mine) {
            overlap.compareAndSet(null, mine + " met " + before + " in " + object);
        }
        try {
            work.run();
        } finally {
            if (exclusive(object) && !place.compareAndSet(mine, before)) {
                overlap.compareAndSet(null, mine + " was met in " + object);
            }
        }
        return null;
    }

    private void client(long seed) {
        Random random = new Random(seed);
        long end = System.nanoTime() + NANOS;
        while (System.nanoTime() < end) {
            List<String> touched = new ArrayList<>();
            String object = anyObject(random);
            Script plan = plan(random, object, touched, 0);
            TestCall call = new TestCall(new Target.ByName(object), "change", plan);
            if (random.nextInt(10) == 0) {
                rooms.start(call);
                cancelOne(random);
            } else {
                rooms.processor.enter(call);
            }
            if (call.outcome().error() == null) {
                succeeded.incrementAndGet();
                touched.forEach(each ->
                        kept.computeIfAbsent(each, name -> new AtomicLong()).incrementAndGet());
            } else {
                failed.incrementAndGet();
            }
        }
    }

    private void cancelOne(Random random) {
        List<CallView> calls = rooms.processor.calls();
        if (!calls.isEmpty()) {
            rooms.processor.cancel(calls.get(random.nextInt(calls.size())).id());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nothingOverlapsNothingIsLostAndNothingIsLeft(long seed) throws Exception {
        HearthConfig.Threads few = new HearthConfig.Threads(8, 8, 3, 1, 2, 4, 64, 20, 50, 100, true, 0);
        rooms = new Rooms(few);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            hostAll();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                long own = seed * 1_000 + i;
                running.add(clients.submit(() -> client(own)));
            }
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
            assertThat(overlap.get()).isNull();
            assertThat(strayInterrupt.get()).isNull();
            assertThat(succeeded.get()).as("of %d that failed", failed.get()).isGreaterThan(100);
            assertThat(failed.get()).isPositive();
            kept.forEach((object, times) -> {
                if (object.startsWith("persistent")) {
                    assertThat(rooms.value(object)).as(object).isEqualTo(times.get());
                }
            });
            rooms.assertNothingIsLeft();
        } finally {
            clients.shutdownNow();
            rooms.close();
        }
    }
}
