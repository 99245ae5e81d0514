package dev.hearth.samples.greeter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GreeterObjectTest {

    @Test
    void greetsByName() {
        assertThat(new GreeterObject().greet("Ada")).isEqualTo("Good day, Ada!");
    }
}
