package dev.hearth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final int PAIRS = 8;
    private long now = 17;

    @Test
    void slicesAreWholeWhereThereIsTime() {
        assertThat(bursts(Duration.ofMillis(100), Duration.ofSeconds(60))).containsOnly(12);
    }

    @Test
    void slicesGetShorterWhereBurstsTakeLong() {
        long began = now;
        assertThat(bursts(Duration.ofMillis(600), Duration.ofSeconds(36)))
                .allMatch(n -> n % 2 == 0 && n >= 4 && n <= 12);
        assertThat(Duration.ofNanos(now - began)).isLessThanOrEqualTo(Duration.ofSeconds(36));
    }

    @Test
    void everyPairIsTakenHoweverLateItIs() {
        assertThat(bursts(Duration.ofSeconds(10), Duration.ofSeconds(36))).endsWith(4, 4, 4);
    }

    private List<Integer> bursts(Duration each, Duration budget) {
        Pace pace = new Pace(now, budget, PAIRS, 12);
        return IntStream.range(0, PAIRS)
                .mapToObj(pair -> {
                    int bursts = pace.next(now);
                    now += bursts * each.toNanos();
                    return bursts;
                })
                .toList();
    }
}
