package dev.hearth.core.dispatch;

import dev.hearth.core.testing.Interleavings;
import dev.hearth.core.testing.Stress;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody is refused while there is room, whoever else is being refused meanwhile. */
@Param(name = "thread", gen = ThreadIdGen.class)
public class QueueBoundLincheckTest {

    private final QueueBound bound = new QueueBound(10, 1);
    private final int[] mine = new int[16];

    @Operation
    public boolean add(@Param(name = "thread") int thread) {
        try {
            bound.add("an object", 0);
            mine[thread]++;
            return true;
        } catch (BusyException full) {
            return false;
        }
    }

    @Operation
    public void addAgain(@Param(name = "thread") int thread) {
        bound.addAgain();
        mine[thread]++;
    }

    @Operation
    public boolean remove(@Param(name = "thread") int thread) {
        if (mine[thread] == 0) {
            return false;
        }
        mine[thread]--;
        bound.remove();
        return true;
    }

    @Test
    @Timeout(3_600)
    void boundLooksTheSameAsOneAfterTheOther() {
        Interleavings.ofThreeThreads()
                .actorsPerThread(2) // small, and what it forbids is rare
                .iterations(Stress.times(20))
                .invocationsPerIteration(500)
                .check(getClass());
    }
}
