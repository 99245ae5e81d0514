package dev.hearth.samples.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class WorkerObjectTest {

    private final WorkerObject worker = new WorkerObject();

    @Test
    void saysOnWhichThreadItWorked() throws Exception {
        assertThat(worker.work(1))
                .isEqualTo("worked 1 ms on thread " + Thread.currentThread().getName());
    }

    @Test
    void anInterruptEndsTheWork() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> worker.work(60_000));
    }
}
