package dev.hearth.samples.threading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final Turnstile turnstile = new Turnstile();

    @Test
    void whoComesTogetherMeets() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Visit> visit = () -> turnstile.pass(3, Turnstile.LONGEST_MILLIS);
            List<Visit> visits = new ArrayList<>();
            for (Future<Visit> each : threads.invokeAll(List.of(visit, visit, visit))) {
                visits.add(each.get());
            }
            assertThat(visits).allMatch(each -> each.together() == 3);
            assertThat(visits.stream().map(Visit::threadId).distinct()).hasSize(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoComesAloneLeavesAlone() throws Exception {
        assertThat(turnstile.pass(2, 1).together()).isEqualTo(1);
        assertThat(turnstile.pass(2, 1).together()).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheVisit() throws Exception {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> turnstile.pass(2, 5_000));
        assertThat(turnstile.pass(1, 0).together()).isEqualTo(1);
    }
}
