package dev.hearth.core.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.store.StateStore.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private static final int RECORDS = 20;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void write() throws IOException {
        path = directory.resolve("log-0");
        try (LogFile file = LogFile.create(path)) {
            for (int i = 1; i <= RECORDS; i++) {
                file.append(List.of(record(i)));
            }
            file.sync();
        }
    }

    private static LogRecord record(long position) {
        byte[] state = ("{\"n\":\"" + "x".repeat((int) position * 7) + "\"}").getBytes(UTF_8);
        return new LogRecord(
                position,
                List.of(new Change(position, "a/" + position, "a", state), new Change(1, "b", "b", null)),
                List.of());
    }

    @Test
    void comesBackAsWritten() throws IOException {
        List<LogRecord> read = LogFile.read(path, true);
        assertThat(read).extracting(LogRecord::position).hasSize(RECORDS).startsWith(1L, 2L);
        assertThat(read.get(4).encode()).isEqualTo(record(5).encode());
    }

    /** Wherever the file breaks off, the records before are there, and it is whole afterwards. */
    @Test
    void aTornEndIsCutAtAnyByte() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, java.util.Arrays.copyOf(whole, length));
            List<LogRecord> read = LogFile.read(path, true);
            assertThat(LogFile.read(path, false)).hasSameSizeAs(read);
            assertThat(read.size()).isLessThan(RECORDS);
        }
    }

    @Test
    void aFlippedBitWithGoodRecordsBehindItStopsTheStart() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(20260101);
        int beforeLast = whole.length - record(RECORDS).encode().length - 12;
        for (int i = 0; i < 200; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(beforeLast)] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, flipped);
            assertThatThrownBy(() -> LogFile.read(path, true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged at byte")
                    .hasMessageContaining("backup");
        }
    }

    @Test
    void aTornEndOfAFormerFileStopsTheStart() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, java.util.Arrays.copyOf(whole, whole.length - 3));
        assertThatThrownBy(() -> LogFile.read(path, false)).hasMessageContaining("later log files follow");
    }
}
