package dev.hearth.core.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.store.StateStore.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

    private static final int RECORDS = 20;

    /** Of zeros at the end of a file, as in a real one, but less: it is read often here. */
    private static final int ROOM = 1_000;

    @TempDir
    Path directory;

    private Path path;

    /** Where each frame begins; the first has no records, the n-th after it the record n. */
    private final List<Integer> starts = new ArrayList<>();

    private byte[] whole = {};

    @BeforeEach
    void write() throws IOException {
        path = directory.resolve("log-0");
        LogFile.prepare(Disk.REAL, directory.resolve("next"));
        try (LogFile file = LogFile.begin(Disk.REAL, directory.resolve("next"), path, 0, 0)) {
            starts.add(0);
            for (int i = 1; i <= RECORDS; i++) {
                starts.add((int) file.size());
                file.append(List.of(pending(i)), i - 1);
                file.sync();
            }
            starts.add((int) file.size());
        }
        whole = Arrays.copyOf(Files.readAllBytes(path), end() + ROOM);
        Files.write(path, whole);
    }

    private static Frame.Pending pending(long position) {
        LogRecord record = record(position);
        return new Frame.Pending(record, LogRecord.encode(record.changes(), record.named()));
    }

    private static LogRecord record(long position) {
        byte[] state = ("{\"n\":\"" + "x".repeat((int) position * 7) + "\"}").getBytes(UTF_8);
        return new LogRecord(
                position,
                List.of(new Change(position, "a/" + position, "a", state, 7), new Change(1, "b", "b", null, -1)),
                List.of());
    }

    private int end() {
        return starts.get(RECORDS + 1);
    }

    private LogReader read(long settled) throws IOException {
        return LogReader.read(Disk.REAL, LogFiles.present(directory), settled);
    }

    private static List<Long> positions(LogReader read) {
        return read.records().stream().map(LogRecord::position).toList();
    }

    @Test
    void comesBackAsWritten() throws IOException {
        LogReader read = read(0);
        assertThat(positions(read)).hasSize(RECORDS).startsWith(1L, 2L);
        LogRecord fifth = read.records().get(4);
        assertThat(LogRecord.encode(fifth.changes(), fifth.named()))
                .isEqualTo(pending(5).bytes());
        assertThat(read.lastPosition()).isEqualTo(RECORDS);
    }

    @Test
    void whatTheDatabaseHasIsNotReadAgain() throws IOException {
        assertThat(positions(read(RECORDS - 2))).containsExactly(RECORDS - 1L, (long) RECORDS);
        assertThat(read(RECORDS + 7).lastPosition()).as("numbering goes on").isEqualTo(RECORDS + 7);
    }

    /** Wherever the file breaks off, the records before are there, and it is whole afterwards. */
    @Test
    void aTornEndIsCutAtAnyByte() throws IOException {
        for (int length = starts.get(1); length < end(); length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            List<Long> read = positions(read(0));
            int there = length;
            assertThat(read)
                    .hasSize((int) starts.stream()
                                    .filter(start -> start <= there)
                                    .count()
                            - 2);
            assertThat(positions(read(0))).isEqualTo(read);
        }
    }

    /** As the zeros that a file is made of show through where the last write did not reach the disk. */
    @Test
    void aLastRecordOfWhichAnyPartIsMissingIsCut() throws IOException {
        for (int from = starts.get(RECORDS); from < end() - Integer.BYTES; from += 3) { // which are zeros anyway
            byte[] holed = whole.clone();
            Arrays.fill(holed, from, Math.min(end(), from + 40), (byte) 0);
            Files.write(path, holed);
            assertThat(positions(read(0))).hasSize(RECORDS - 1);
        }
    }

    @Test
    void aFlippedBitWithLaterRecordsBehindItStopsTheStart() throws IOException {
        Random random = new Random(20260101);
        for (int i = 0; i < 200; i++) {
            byte[] flipped = whole.clone();
            int at = starts.get(1) + random.nextInt(starts.get(RECORDS) - starts.get(1));
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, flipped);
            assertThatThrownBy(() -> read(0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged at byte")
                    .hasMessageContaining("backup");
        }
    }

    /** A disk that says it has written and has not: the frame is zeros, or what came later lies in its place. */
    @Test
    void aRecordThatVanishedWholeStopsTheStart() throws IOException {
        for (int gone = 1; gone < RECORDS; gone++) {
            byte[] zeros = whole.clone();
            Arrays.fill(zeros, starts.get(gone), starts.get(gone + 1), (byte) 0);
            Files.write(path, zeros);
            assertThatThrownBy(() -> read(0)).hasMessageContaining("damaged at byte " + starts.get(gone));
            byte[] closed = new byte[whole.length];
            System.arraycopy(whole, 0, closed, 0, starts.get(gone));
            System.arraycopy(whole, starts.get(gone + 1), closed, starts.get(gone), end() - starts.get(gone + 1));
            Files.write(path, closed);
            assertThatThrownBy(() -> read(0)).hasMessageContaining("is not there");
        }
    }

    @Test
    void damageInWhatTheDatabaseHasLosesNothing() throws IOException {
        byte[] flipped = whole.clone();
        flipped[starts.get(5) + 30] ^= 4;
        Files.write(path, flipped);
        assertThat(positions(read(5))).startsWith(6L).hasSize(RECORDS - 5);
        assertThatThrownBy(() -> read(4)).hasMessageContaining("damaged");
    }

    /** Not synced between: a loss of power may keep the later one and lose the earlier; neither was promised. */
    @Test
    void anUnsyncedRecordBehindALostOneIsNoDamage() throws IOException {
        Files.delete(path);
        LogFile.prepare(Disk.REAL, directory.resolve("next"));
        int second;
        int third;
        try (LogFile file = LogFile.begin(Disk.REAL, directory.resolve("next"), path, 0, 0)) {
            file.append(List.of(pending(1)), 0);
            second = (int) file.size();
            file.append(List.of(pending(2)), 1);
            third = (int) file.size();
            file.append(List.of(pending(3)), 1);
        }
        byte[] torn = Files.readAllBytes(path);
        Arrays.fill(torn, second, third, (byte) 0);
        Files.write(path, torn);
        assertThat(positions(read(0))).containsExactly(1L);
        assertThat(positions(read(0))).as("and it is whole then").containsExactly(1L);
    }

    @Test
    void aDatabaseThatIsOlderThanTheLogStopsTheStart() throws IOException {
        Files.delete(path);
        LogFile.prepare(Disk.REAL, directory.resolve("next"));
        LogFile.begin(Disk.REAL, directory.resolve("next"), path, 4711, 12).close();
        assertThat(positions(read(12))).isEmpty();
        assertThatThrownBy(() -> read(11))
                .hasMessageContaining("the database has commits up to 11 only")
                .hasMessageContaining("backup");
    }

    @Test
    void aFileThatIsMissingBetweenOthersStopsTheStart() throws IOException {
        Path second = directory.resolve("log-1");
        LogReader first = read(0);
        LogFile.prepare(Disk.REAL, directory.resolve("next"));
        try (LogFile file = LogFile.begin(
                Disk.REAL, directory.resolve("next"), second, first.lastChecksum(), first.lastPosition())) {
            file.append(List.of(pending(RECORDS + 1)), RECORDS);
        }
        assertThat(positions(read(0))).hasSize(RECORDS + 1);
        Files.write(path, Arrays.copyOf(whole, starts.get(RECORDS)));
        assertThatThrownBy(() -> read(0)).hasMessageContaining("damaged");
        Files.delete(path);
        assertThatThrownBy(() -> read(0)).hasMessageContaining("older than the log");
        assertThat(positions(read(RECORDS))).containsExactly(RECORDS + 1L);
    }

    @Test
    void aFileWithoutABeginningIsDeleted() throws IOException {
        Path second = directory.resolve("log-1");
        Files.write(second, new byte[4_096]);
        assertThat(positions(read(0))).hasSize(RECORDS);
        assertThat(second).doesNotExist();
    }

    @Test
    void theFormerFormatIsRefusedWithAWayOut() throws IOException {
        Files.write(path, new byte[] {'H', 'R', 'L', '1', 0, 0, 0, 1});
        assertThatThrownBy(() -> read(0)).hasMessageContaining("older Hearth").hasMessageContaining("stop it");
    }
}
