package dev.hearth.core.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.Settlements;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.UnknownOutcomeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogWriterTest {

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private final Settlements settlements = new Settlements(false, Runnable::run);
    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();

    private LogWriter writer() throws IOException {
        LogFiles files = LogFiles.open(disk, folder, LogReader.read(Disk.REAL, List.of(), 0));
        Overlay overlay = new Overlay();
        LogWriter writer = new LogWriter(
                files,
                Durability.POWER,
                overlay,
                settlements,
                new Settling(new FakeDatabase(), files, overlay),
                0,
                fatal::complete);
        writer.start();
        return writer;
    }

    private static List<Change> change() {
        return List.of(new Change(7, "accounts/7", "accounts", "{}".getBytes(UTF_8)));
    }

    private String outcome(long position) throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        settlements.whenSettled(
                position,
                failure -> outcome.complete(failure == null ? "kept" : Objects.toString(failure.getMessage())));
        return outcome.get(30, TimeUnit.SECONDS);
    }

    /** The chain has read what failed, and comes with what it made of it after all that waited was refused. */
    @Test
    void commitThatRestsOnOneThatFailedFailsToo() throws Exception {
        LogWriter writer = writer();
        settlements.fail(1, 3, new IOException("the disk was full"));

        assertThat(outcome(writer.accept(change(), List.of(), 2))).contains("could not be written; try again");
        writer.close();
        assertThat(LogReader.read(Disk.REAL, LogFiles.present(folder), 0).records())
                .isEmpty();
    }

    @Test
    void commitThatRestsOnNoneThatFailedIsKept() throws Exception {
        LogWriter writer = writer();
        settlements.fail(100, 200, new IOException("the disk was full"));

        assertThat(outcome(writer.accept(change(), List.of(), 0))).isEqualTo("kept");
        writer.requireIntact();
        writer.close();
    }

    /** What is in memory may never have been written, and would be read as if it were kept. */
    @Test
    void nothingIsReadAfterTheWriterHasGivenUp() throws Exception {
        LogWriter writer = writer();
        disk.failAlways(FaultyDisk.Kind.FORCE);

        assertThat(outcome(writer.accept(change(), List.of(), 0))).contains("syncing the log failed");
        assertThat(fatal.get(30, TimeUnit.SECONDS)).isInstanceOf(UnknownOutcomeException.class);
        assertThatIOException().isThrownBy(writer::requireIntact).withMessageContaining("has stopped");
        writer.close();
    }
}
