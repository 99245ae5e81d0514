package dev.hearth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 1_000, 123_456, 10_000_000_000L, Long.MAX_VALUE})
    void everyDurationIsFoundAgainWithinItsBucket(long nanos) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(nanos);
        assertThat(histogram.percentile(0.5)).isCloseTo(nanos, withinPercentage(1.6));
    }

    @Test
    void percentilesAreThoseOfAllThreadsTogether() {
        LatencyHistogram one = new LatencyHistogram();
        LatencyHistogram other = new LatencyHistogram();
        for (int i = 1; i <= 500; i++) {
            one.record(i * 1_000L);
            other.record((500 + i) * 1_000L);
        }
        one.add(other);
        assertThat(one.total()).isEqualTo(1_000);
        assertThat(one.percentile(0.50)).isCloseTo(500_000L, withinPercentage(1.6));
        assertThat(one.percentile(0.99)).isCloseTo(990_000L, withinPercentage(1.6));
    }

    @Test
    void nothingCountedIsNoMeasurement() {
        assertThatIllegalStateException().isThrownBy(() -> new LatencyHistogram().percentile(0.5));
    }
}
