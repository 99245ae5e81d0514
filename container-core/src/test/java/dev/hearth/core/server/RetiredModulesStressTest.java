package dev.hearth.core.server;

import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.POOLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted.Script;
import dev.hearth.core.testing.TestCall;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Modules are exchanged while calls come from everywhere: nobody counts the calls, and yet no hook runs after its module's end. */
@Timeout(120)
class RetiredModulesStressTest {

    private static final int CALLERS = 4;
    private static final int CHANGES = 400;

    private static final Script DONE = self -> "done";

    private final Rooms rooms = new Rooms().host("thing", TRANSIENT, POOLED);
    private final Queue<String> late = new ConcurrentLinkedQueue<>();
    private final AtomicInteger closed = new AtomicInteger();
    private Modules modules;

    @BeforeEach
    void connect() throws Exception {
        modules = new Modules(ConfigLoader.of(Map.of("modules.access-log.enabled", "false")));
        rooms.processor.hooks(modules.table());
        modules.connect(rooms.processor, new FakeServer());
        modules.start();
    }

    @AfterEach
    void close() {
        modules.close();
        rooms.close();
    }

    /** Notes each of its hooks that runs after it was closed, and calls that meet hooks of two instances. */
    private final class Watching implements HookModule, AutoCloseable {
        private volatile boolean over;

        @Override
        public String name() {
            return "watching";
        }

        @Override
        public void register(Hooks hooks, ModuleConfig config) {
            hooks.receive(call -> seen("receive"));
            hooks.around(call -> {
                seen("open");
                return () -> seen("close");
            });
            hooks.reply(call -> seen("reply"));
            hooks.log(call -> seen("log"));
            hooks.stop(server -> seen("stop"));
        }

        private Answer seen(String phase) {
            if (over) {
                late.add(phase);
            }
            return Answer.OK;
        }

        @Override
        public void close() {
            over = true;
            closed.incrementAndGet();
        }
    }

    @Test
    void noHookRunsAfterItsModulesEnd() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> {
                while (!done.get()) {
                    rooms.processor.enter(new TestCall(new Target.ByName("thing"), "change", DONE));
                }
            });
            callers.add(caller);
            caller.start();
        }
        for (int i = 0; i < CHANGES; i++) {
            Modules.Change change = modules.replace(Map.of("app", List.of(new Watching())));
            change.prepare(List.of());
            change.keep();
            modules.look();
        }
        done.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        modules.look();
        assertThat(late).isEmpty();
        assertThat(closed).hasValue(CHANGES - 1);
    }

    @Test
    void aModuleIsOpenWhileACallHasItsHooksAndThenClosed() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        modules.replace(Map.of("app", List.of(new Watching()))).keep();
        TestCall call = rooms.change("thing", self -> {
            inside.countDown();
            leave.await();
            return "done";
        });
        inside.await();
        modules.replace(Map.of("app", List.of())).keep();
        modules.look();
        assertThat(closed).hasValue(0);
        leave.countDown();
        assertThat(call.result()).isEqualTo("done");
        modules.look();
        assertThat(closed).hasValue(1);
        assertThat(late).isEmpty();
    }

    @Test
    void nothingHoldsAModuleThatIsClosed() throws Exception {
        WeakReference<HookModule> gone = watched();
        rooms.change("thing", DONE).result();
        modules.replace(Map.of("app", List.of())).keep();
        modules.look();
        assertThat(closed).hasValue(1);
        await("its end").until(() -> {
            System.gc();
            return gone.get() == null;
        });
    }

    private WeakReference<HookModule> watched() {
        HookModule module = new Watching();
        modules.replace(Map.of("app", List.of(module))).keep();
        return new WeakReference<>(module);
    }
}
