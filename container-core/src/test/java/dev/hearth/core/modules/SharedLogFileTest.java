package dev.hearth.core.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedLogFileTest {

    private static final int LINES = 2_000;

    @TempDir
    private Path folder;

    private static void write(SharedLogFile log, String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        log.write(bytes, bytes.length);
    }

    /** Each with a file of its own would put the other's away, or go on in one that was put away. */
    @Test
    void twoWhoWriteLoseNoLineAlsoWhileTheFileIsPutAside() throws Exception {
        Path file = folder.resolve("access.log");
        SharedLogFile former = SharedLogFile.open(file, 4_000, 100);
        SharedLogFile next = SharedLogFile.open(folder.resolve("./access.log"), 4_000, 100);

        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeAll(former, "former"));
        writeAll(next, "next");
        writing.join();
        former.close();
        write(next, "last");
        next.close();

        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                assertThat(Files.size(each)).as(each.toString()).isLessThanOrEqualTo(4_000);
                lines.addAll(Files.readAllLines(each));
            }
        }
        assertThat(lines).hasSize(2 * LINES + 1).doesNotHaveDuplicates().contains("last");
    }

    private static void writeAll(SharedLogFile log, String who) {
        try {
            for (int i = 0; i < LINES; i++) {
                write(log, who + " " + i);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatItMayTakeIsWhatWasSaidLast() throws IOException {
        Path file = folder.resolve("access.log");
        SharedLogFile former = SharedLogFile.open(file, 1_000, 1);
        write(former, "one");
        SharedLogFile next = SharedLogFile.open(file, 4, 1);
        write(next, "two");
        former.close();
        next.close();

        assertThat(Files.readAllLines(file)).containsExactly("two");
        assertThat(Files.readAllLines(folder.resolve("access.log.1"))).containsExactly("one");
    }

    @Test
    void theLastWhoClosesClosesIt() throws IOException {
        Path file = folder.resolve("access.log");
        SharedLogFile former = SharedLogFile.open(file, 1_000, 1);
        SharedLogFile next = SharedLogFile.open(file, 1_000, 1);
        former.close();
        former.close();
        write(next, "still open");
        next.close();
        Files.move(file, folder.resolve("moved"));

        SharedLogFile later = SharedLogFile.open(file, 1_000, 1);
        write(later, "anew");
        later.close();
        assertThat(Files.readAllLines(file)).containsExactly("anew");
    }
}
