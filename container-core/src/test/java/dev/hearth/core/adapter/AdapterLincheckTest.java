package dev.hearth.core.adapter;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.testing.MemoryStore;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted;
import dev.hearth.core.testing.Stress;
import dev.hearth.core.testing.TestCall;
import java.io.IOException;
import java.rmi.NoSuchObjectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A persistent object that is created, called, activated, passivated, removed and created anew by several threads: it looks as
 * if one had done so after the other. All of the rooms take part, so this is stressed and not model checked.
 */
public class AdapterLincheckTest {

    private static final int SCENARIOS = 4;
    private static final int RUNS_OF_EACH = 50;
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final HearthConfig.Objects MANY =
            new HearthConfig.Objects(1_000_000, 1_000, 10_000, 80, Duration.ofMinutes(10), Duration.ofSeconds(60));
    private static final Rooms ROOMS = new Rooms(
                    MANY, Rooms.THREADS, Duration.ZERO, HookTable.of(List.of()), new MemoryStore())
            .host("account", Lifecycle.PERSISTENT, Threading.POOLED);

    private final String name = "account/" + NEXT.incrementAndGet();

    /** A call that waited for an object which was removed meanwhile looks the name up again, as a client does. */
    private Object call(String method, Scripted.Script script) {
        while (true) {
            TestCall call = new TestCall(new Target.ByName(name), method, script);
            ROOMS.processor.enter(call);
            if (!(call.outcome().error() instanceof NoSuchObjectException)) {
                return String.valueOf(call.result());
            }
        }
    }

    /** Creates the object if it is not there, and activates it if it rests. */
    @Operation
    public Object add() {
        return call("change", self -> ++self.value);
    }

    @Operation
    public Object value() {
        return call("read", self -> self.value);
    }

    /** Asks it to rest, which it does if no call is in it. */
    @Operation
    public void rest() {
        ObjectSlot slot = ROOMS.adapter.inMemory(name);
        if (slot != null) {
            ROOMS.adapter.passivation().passivate(slot);
        }
    }

    /** From outside. What it says is not compared: an object that removes itself meanwhile has been there for both. */
    @Operation
    public void remove() throws IOException {
        boolean unused = ROOMS.adapter.remove(name);
    }

    /** From within, at the end of a call that first changes it. */
    @Operation
    public Object addAndRemove() {
        return call("change", self -> {
            long last = ++self.value;
            self.context.remove();
            return last;
        });
    }

    @Test
    @Timeout(3_600)
    void objectLooksTheSameAsOneAfterTheOther() {
        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(2)
                .iterations(Stress.times(SCENARIOS))
                .invocationsPerIteration(RUNS_OF_EACH)
                .check(getClass());
    }

    @AfterAll
    static void nothingIsLeft() {
        try {
            ROOMS.assertNothingIsLeft();
        } finally {
            ROOMS.close();
        }
    }
}
