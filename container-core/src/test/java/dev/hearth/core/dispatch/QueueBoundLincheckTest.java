package dev.hearth.core.dispatch;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.Interleavings;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody is refused while there is room, whoever else is being refused meanwhile. */
@Param(name = "thread", gen = ThreadIdGen.class)
public class QueueBoundLincheckTest {

    private final QueueBound bound = new QueueBound(10, 100, 1);
    private final Wanted object = new WantedObject("an object", Threading.POOLED, bound);
    private final List<ArrayDeque<QueueBound.Entry>> mine =
            Stream.generate(() -> new ArrayDeque<QueueBound.Entry>()).limit(16).toList();

    @Operation
    public boolean add(@Param(name = "thread") int thread) {
        try {
            mine.get(thread).add(object.queue());
            return true;
        } catch (BusyException full) {
            return false;
        }
    }

    @Operation
    public void addAgain(@Param(name = "thread") int thread) {
        mine.get(thread).add(object.queueAgain());
    }

    @Operation
    public boolean remove(@Param(name = "thread") int thread) {
        QueueBound.Entry entry = mine.get(thread).poll();
        if (entry == null) {
            return false;
        }
        entry.leave();
        return true;
    }

    @Test
    @Timeout(3_600)
    void boundLooksTheSameAsOneAfterTheOther() {
        Interleavings.ofThreeThreads().check(getClass());
    }

    /** Who is refused has no part in what becomes of the one that comes when there is room again. */
    @Test
    @Timeout(3_600)
    void whoeverIsRefusedKeepsNobodyOut() throws NoSuchMethodException {
        List<Actor> leavesAndComesBack = List.of(call("remove", 1), call("add", 1));
        List<Actor> isRefused = List.of(call("add", 2));
        Interleavings.ofThreeThreads()
                .iterations(0)
                .addCustomScenario(new ExecutionScenario(
                        List.of(call("add", 1)), List.of(leavesAndComesBack, isRefused), List.of(), null))
                .check(getClass());
    }

    private Actor call(String operation, int thread) throws NoSuchMethodException {
        return new Actor(getClass().getMethod(operation, int.class), List.of(thread));
    }
}
