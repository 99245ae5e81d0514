package dev.hearth.core.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path folder;

    private static void write(LogFile log, String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        log.write(bytes, bytes.length);
    }

    @Test
    void appendsAndMakesItsFolder() throws Exception {
        Path file = folder.resolve("logs/access.log");
        LogFile first = new LogFile(file, 1_000, 2);
        write(first, "one");
        first.close();
        LogFile second = new LogFile(file, 1_000, 2);
        write(second, "two");
        second.close();

        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void putsFullFilesAsideAndForgetsTheOldest() throws Exception {
        Path file = folder.resolve("access.log");
        LogFile log = new LogFile(file, 8, 2);
        for (String line : new String[] {"1111", "2222", "3333", "4444"}) {
            write(log, line);
        }
        log.close();

        assertThat(file).hasContent("4444\n");
        assertThat(folder.resolve("access.log.1")).hasContent("3333\n");
        assertThat(folder.resolve("access.log.2")).hasContent("2222\n");
        assertThat(folder.resolve("access.log.3")).doesNotExist();
    }

    @Test
    void keepsNoFormerFileWhereNoneIsAskedFor() throws Exception {
        Path file = folder.resolve("access.log");
        LogFile log = new LogFile(file, 8, 0);
        write(log, "1111");
        write(log, "2222");
        log.close();

        assertThat(file).hasContent("2222\n");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void countsWhatWasThereBefore() throws Exception {
        Path file = folder.resolve("access.log");
        Files.writeString(file, "old line\n");
        LogFile log = new LogFile(file, 12, 1);
        write(log, "new line");
        log.close();

        assertThat(file).hasContent("new line\n");
        assertThat(folder.resolve("access.log.1")).hasContent("old line\n");
    }

    /** A folder in the place of the former file makes the renaming fail. */
    @Test
    void goesOnAfterAnError() throws Exception {
        Path file = folder.resolve("access.log");
        Path obstacle = Files.createDirectories(folder.resolve("access.log.1/full"));
        LogFile log = new LogFile(file, 8, 1);
        write(log, "1111");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(log, "2222"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(log, "3333"));

        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        write(log, "4444");
        log.close();

        assertThat(folder.resolve("access.log.1")).hasContent("1111\n");
        assertThat(file).hasContent("4444\n");
    }
}
