package dev.hearth.samples.counter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterObjectTest {

    @Test
    void countsFromOne() {
        CounterObject counter = new CounterObject();

        assertThat(counter.next()).isEqualTo(1);
        assertThat(counter.next()).isEqualTo(2);
        assertThat(new CounterObject().next()).isEqualTo(1);
    }
}
