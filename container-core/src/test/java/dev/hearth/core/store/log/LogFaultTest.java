package dev.hearth.core.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFaultTest {

    @TempDir
    Path directory;

    private int ends;

    private Disk.Channel channel(LogFault fault, String name) throws IOException {
        return fault.on(Disk.REAL).open(Files.createFile(directory.resolve(name)));
    }

    private String written(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void theWriteThatIsToldFailsHalfDoneAndLaterOnesSucceed() throws IOException {
        LogFault fault = LogFault.of("write:2", () -> ends++);
        try (Disk.Channel channel = channel(fault, "log")) {
            channel.write(bytes("first "), 0);
            assertThatIOException().isThrownBy(() -> channel.write(bytes("second"), 6));
            assertThat(written("log")).isEqualTo("first sec");
            channel.truncate(6);
            channel.write(bytes("third"), 6);
            channel.force();
        }
        assertThat(written("log")).isEqualTo("first third");
        assertThat(ends).isZero();
    }

    @Test
    void theSyncThatIsToldFailsAndCountsOverAllFiles() throws IOException {
        LogFault fault = LogFault.of("sync:2", () -> ends++);
        try (Disk.Channel channel = channel(fault, "log-1")) {
            channel.force();
        }
        try (Disk.Channel channel = channel(fault, "log-2")) {
            channel.write(bytes("there"), 0);
            assertThatIOException().isThrownBy(channel::force);
        }
        assertThat(written("log-2")).isEqualTo("there");
    }

    @Test
    void theProcessEndsInTheMiddleOfAWriteThatTears() throws IOException {
        LogFault fault = LogFault.of("tear:1", () -> ends++);
        try (Disk.Channel channel = channel(fault, "log")) {
            assertThatIOException().isThrownBy(() -> channel.write(bytes("torn"), 0));
        }
        assertThat(ends).isOne();
        assertThat(written("log")).isEqualTo("to");
    }

    @Test
    void whatIsNoFaultIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LogFault.of("melt:1", () -> {}));
    }
}
