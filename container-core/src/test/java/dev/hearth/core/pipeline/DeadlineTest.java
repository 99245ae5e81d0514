package dev.hearth.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.Deadline;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.ObjectContext;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.FixupCall;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import dev.hearth.core.testing.MemoryStore;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.TestCall;
import java.rmi.Remote;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which deadline a call is under: of the container, its type, its method or a hook. */
@Timeout(60)
class DeadlineTest {

    private static final String FOREVER = "forever";

    private final CountDownLatch go = new CountDownLatch(1);
    private Rooms rooms = new Rooms();

    /** What may be called. */
    public interface Patient extends Remote {
        /** Waits until the test ends. */
        Object forever() throws Exception;

        /** Waits until the test ends. */
        @Deadline(millis = 50)
        Object shortly() throws Exception;

        /** Returns when its deadline is over. */
        @Deadline(millis = 50)
        Object longer() throws Exception;

        @Deadline(millis = Long.MAX_VALUE)
        Object huge() throws Exception;

        /** Calls what has a deadline of its own, which is over soon; and lets the test go on. */
        @Deadline(millis = Long.MAX_VALUE)
        Object nested() throws Exception;
    }

    /** Waits for the test. */
    private static class PatientObject implements Patient {
        private final ObjectContext context;
        private final CountDownLatch go;

        PatientObject(ObjectContext context, CountDownLatch go) {
            this.context = context;
            this.go = go;
        }

        @Override
        public Object forever() throws Exception {
            return go.await(20, TimeUnit.SECONDS);
        }

        @Override
        public Object shortly() throws Exception {
            return forever();
        }

        @Override
        public Object longer() throws Exception {
            return go.await(300, TimeUnit.MILLISECONDS) ? "let go" : "had its time";
        }

        @Override
        public Object huge() {
            return "done";
        }

        @Override
        public Object nested() throws Exception {
            return context.lookup("patient/other", Patient.class).longer();
        }
    }

    @Deadline(millis = 60)
    private static final class TimedObject extends PatientObject {
        TimedObject(ObjectContext context, CountDownLatch go) {
            super(context, go);
        }
    }

    @AfterEach
    void nothingIsLeft() {
        go.countDown();
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private void with(Duration container, Hook<FixupCall> fixup) {
        rooms.close();
        HookModule module = new HookModule() {
            @Override
            public String name() {
                return "hook";
            }

            @Override
            public void register(Hooks hooks, ModuleConfig config) {
                hooks.fixup(fixup);
            }
        };
        HookTable table = HookTable.of(List.of(ModuleHooks.of(module, new NoSettings())));
        rooms = new Rooms(Rooms.OBJECTS, Rooms.THREADS, container, table, new MemoryStore());
        Deployment deployment = Rooms.deployment("patience");
        HostedType.Traits traits = new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, true);
        rooms.deploy(
                deployment,
                HostedType.of(
                        "patient", deployment, PatientObject.class, traits, context -> new PatientObject(context, go)),
                HostedType.of("timed", deployment, TimedObject.class, traits, context -> new TimedObject(context, go)));
    }

    private TestCall call(String object, String method) {
        return rooms.start(new TestCall(new Target.ByName(object), method));
    }

    @ParameterizedTest
    @CsvSource({
        "patient, forever, 70", // of the container
        "patient, shortly, 50", // of the method, although that of the container is longer
        "timed, forever, 60", // of the class
        "timed, shortly, 50" // of the method
    })
    void theNearestDeadlineHolds(String object, String method, int millis) {
        with(Duration.ofMillis(70), call -> Answer.OK);
        assertThat(call(object, method).error())
                .hasMessageContaining(
                        "HEARTH-DEADLINE: the call on " + object + " had no outcome after " + millis + " ms");
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "80, 60"})
    void aHookCanShortenItAndNothingElse(int hook, int holds) {
        with(Duration.ZERO, call -> {
            call.deadline(Duration.ofMillis(hook));
            call.deadline(Duration.ofHours(1));
            return Answer.OK;
        });
        assertThat(call("timed", FOREVER).error()).hasMessageContaining("no outcome after " + holds + " ms");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-9223372036854775808"})
    void aHookMayEndACallAtOnce(long seconds) {
        with(Duration.ZERO, call -> {
            call.deadline(Duration.ofSeconds(seconds));
            return Answer.OK;
        });
        assertThat(call("patient", FOREVER).error())
                .hasMessageContaining("no outcome after 0 ms; nothing has run: the time was over");
    }

    @Test
    void aTimeThatNobodyLivesToSeeIsNoDeadlineAndNoFault() {
        with(Duration.ofMillis(70), call -> {
            call.deadline(Duration.ofSeconds(Long.MAX_VALUE));
            return Answer.OK;
        });
        assertThat(call("patient", "huge").result()).isEqualTo("done");
    }

    @Test
    void theTimeWithHooksCounts() {
        with(Duration.ofMillis(1), call -> {
            long until = call.startNanos() + TimeUnit.MILLISECONDS.toNanos(2);
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            return Answer.OK;
        });
        assertThat(call("patient", FOREVER).error())
                .hasMessageContaining("no outcome after 1 ms; nothing has run: the time was over");
    }

    /** Past it nothing of the whole chain could be kept, which is not the inner object's to decide. */
    @Test
    void aNestedCallHasNoDeadlineOfItsOwn() {
        with(Duration.ZERO, call -> {
            if (call.local()) {
                call.deadline(Duration.ofMillis(1));
            }
            return Answer.OK;
        });
        assertThat(call("patient", "nested").result()).isEqualTo("had its time");
    }
}
