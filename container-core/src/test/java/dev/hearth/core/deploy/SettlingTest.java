package dev.hearth.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final Settling settling = new Settling(now::get);

    @Test
    void timeRunsFromTheFirstLookAtAState() {
        assertThat(settling.quiet("a.jar", "1 byte")).isZero();
        now.addAndGet(5);
        assertThat(settling.quiet("a.jar", "1 byte")).isEqualTo(Duration.ofNanos(5));
    }

    @Test
    void aChangeBeginsAnew() {
        settling.quiet("a.jar", "1 byte");
        now.addAndGet(5);
        assertThat(settling.quiet("a.jar", "2 bytes")).isZero();
    }

    @Test
    void whatIsNotKeptBeginsAnew() {
        settling.quiet("a.jar", "1 byte");
        settling.quiet("b.jar", "1 byte");
        now.addAndGet(5);
        settling.keep(Set.of("b.jar"));
        settling.forget("c.jar");
        assertThat(settling.quiet("a.jar", "1 byte")).isZero();
        assertThat(settling.quiet("b.jar", "1 byte")).isEqualTo(Duration.ofNanos(5));
    }
}
