package dev.hearth.core.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.store.StateStore.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogFilesTest {

    private static final int ROTATIONS = 3;

    @TempDir
    Path folder;

    /** Who prepares the next file ahead comes just when the writer takes the one that is prepared. */
    @Test
    void fileThatIsTakenIsNotPreparedAgainMeanwhile() throws Exception {
        Meanwhile disk = new Meanwhile();
        LogFiles files = LogFiles.open(disk, folder, LogReader.read(Disk.REAL, List.of(), 0));
        disk.meanwhile = files;
        int position = 0;
        while (disk.begun < ROTATIONS) {
            files.append(List.of(large(++position)), position - 1);
        }
        files.sync();
        disk.outcomes.forEach(CompletableFuture::join);
        files.close();

        assertThat(LogReader.read(Disk.REAL, LogFiles.present(folder), 0).lastPosition())
                .isEqualTo(position);
    }

    private static Frame.Pending large(long position) {
        List<Change> changes = List.of(new Change(7, "blobs/7", "blobs", new byte[LogFile.FULL / 3]));
        return new Frame.Pending(new LogRecord(position, changes, List.of()), LogRecord.encode(changes, List.of()));
    }

    /** While a file gets its name, another thread prepares ahead, and is done or waits before the name is given. */
    private static final class Meanwhile implements Disk {
        private LogFiles meanwhile;
        private int begun;
        private final List<CompletableFuture<Void>> outcomes = new ArrayList<>();

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (meanwhile != null) {
                begun++;
            }
            if (begun == 1) {
                CompletableFuture<Void> outcome = new CompletableFuture<>();
                outcomes.add(outcome);
                Thread ahead = new Thread(() -> {
                    try {
                        meanwhile.prepareAhead();
                        outcome.complete(null);
                    } catch (IOException failed) {
                        outcome.completeExceptionally(failed);
                    }
                });
                ahead.start();
                await().until(() -> ahead.getState() == Thread.State.BLOCKED || !ahead.isAlive());
            }
            REAL.rename(from, to);
        }

        @Override
        public Channel create(Path file) throws IOException {
            return REAL.create(file);
        }

        @Override
        public Channel open(Path file) throws IOException {
            return REAL.open(file);
        }

        @Override
        public void delete(Path file) throws IOException {
            REAL.delete(file);
        }

        @Override
        public void syncFolder(Path synced) throws IOException {
            REAL.syncFolder(synced);
        }
    }
}
