package dev.hearth.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordInputTest {

    private static String read(String typed) throws CommandException {
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        return new String(new PasswordInput(Optional::empty, () -> in).read("ann"));
    }

    @Test
    void firstLineOfTheInputIsThePassword() throws CommandException {
        assertThat(read("secret\nmore\n")).isEqualTo("secret");
        assertThat(read("secret\r\n")).isEqualTo("secret");
        assertThat(read("p\u00e4ss \u20ac ")).isEqualTo("p\u00e4ss \u20ac ");
        assertThat(read("")).isEmpty();
    }

    @Test
    void endlessLineIsRefused() {
        assertThatThrownBy(() -> read("x".repeat(10_000)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void whatIsBehindTheLineIsLeftForOthers() throws CommandException, IOException {
        ByteArrayInputStream in = new ByteArrayInputStream("one\ntwo".getBytes(StandardCharsets.UTF_8));
        new PasswordInput(Optional::empty, () -> in).read("ann");

        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("two");
    }
}
