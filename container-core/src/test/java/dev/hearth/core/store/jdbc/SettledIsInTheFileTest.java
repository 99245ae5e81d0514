package dev.hearth.core.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy of the database's file, taken when a commit is settled and nothing else is written, is what {@code kill -9} would
 * leave. It must have the commit also where the database has begun to write into the gaps that old versions left.
 */
@Timeout(120)
class SettledIsInTheFileTest {

    private static final long NUMBER = 100;
    private static final int COPIES = 12;
    private static final int COMMITS_BETWEEN = 7;
    private static final long UNTIL_GAPS_ARE_USED_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    @TempDir
    private Path directory;

    @Test
    void copyHasWhatIsSettled() throws Exception {
        Path original = directory.resolve("original");
        try (DataFolder folder = DataFolder.open(original);
                StateStore store = JdbcStateStoreTest.open(folder, Durability.POWER)) {
            long round = 0;
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < UNTIL_GAPS_ARE_USED_NANOS) {
                commit(store, ++round);
            }
            for (int i = 0; i < COPIES; i++) {
                for (int j = 0; j < COMMITS_BETWEEN; j++) {
                    commit(store, ++round);
                }
                assertThat(foundIn(copy(original, i))).isEqualTo(state(round));
            }
        }
    }

    private static void commit(StateStore store, long round) throws InterruptedException {
        CountDownLatch settled = new CountDownLatch(1);
        long position = store.commit(List.of(new StateStore.Change(
                NUMBER, "counted", "counters", state(round).getBytes(UTF_8))));
        store.whenSettled(position, failure -> settled.countDown());
        assertThat(settled.await(30, TimeUnit.SECONDS))
                .as("commit %s settles", round)
                .isTrue();
    }

    /** Of differing lengths, so that gaps of differing lengths are left. */
    private static String state(long round) {
        return "{\"round\":" + round + ",\"padding\":\"" + "x".repeat((int) (round * 2_311 % 20_000)) + "\"}";
    }

    private Path copy(Path original, int number) throws IOException {
        Path copy = Files.createDirectories(directory.resolve("copy-" + number));
        for (String file : List.of("store.mv.db", "format", "numbers", "secret")) {
            if (Files.exists(original.resolve(file))) {
                Files.copy(original.resolve(file), copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static String foundIn(Path copy) throws IOException {
        try (DataFolder folder = DataFolder.open(copy);
                StateStore store = JdbcStateStoreTest.open(folder, Durability.POWER)) {
            return new String(store.load(NUMBER).orElseThrow(), UTF_8);
        }
    }
}
