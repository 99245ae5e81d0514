package dev.hearth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

    @Test
    void theTotalIsTheSecondNumberOfTheLastLine() {
        assertThat(LiveHeap.total(List.of(
                        "4711:",
                        " num     #instances         #bytes  class name (module)",
                        "   1:         30204        7392424  [B (java.base@17)",
                        "Total         113473        7418600")))
                .isEqualTo(7_418_600);
    }

    @Test
    void anAnswerWithoutATotalIsNoMeasurement() {
        assertThatIllegalStateException().isThrownBy(() -> LiveHeap.total(List.of("no such process")));
    }
}
