package dev.hearth.core.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.UnknownOutcomeException;
import dev.hearth.core.store.log.FaultyDisk.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever operation of the disk fails: what was acknowledged is there at the next start, whole, and what was refused is not.
 */
class LogFaultsTest {

    private static final int COMMITS = 7;

    /** So large that the log begins a second file. */
    private static final String FILLING = "x".repeat(2 << 20);

    @TempDir
    Path directory;

    private final FakeDatabase database = new FakeDatabase();
    private final FaultyDisk disk = new FaultyDisk();

    /** What became of the commits of one run: of which it is known that they happened, and of which nothing is known. */
    private static final class Outcomes {
        private int acknowledged;
        private final List<Integer> unknown = new ArrayList<>();
        private final List<Throwable> fatal = new ArrayList<>();
    }

    @Test
    void noSingleFailureLosesAnything() throws Exception {
        int operations = run(Integer.MAX_VALUE, 0).operations();
        assertThat(operations)
                .as("two files, prepared, and each commit written and synced")
                .isGreaterThan(50);
        for (int failing = 0; failing < operations; failing++) {
            run(failing, 1 + failing);
        }
    }

    private record Run(int operations) {}

    private Run run(int failing, int number) throws Exception {
        FakeDatabase behind = new FakeDatabase();
        FaultyDisk faulty = new FaultyDisk();
        Path folder = directory.resolve("log" + number);
        if (failing != Integer.MAX_VALUE) {
            faulty.failAfter(failing);
        }
        CountDownLatch gate = new CountDownLatch(failing % 2); // with and without what the database has at the end
        behind.gate(gate);
        Outcomes outcomes = new Outcomes();
        commitAll(folder, behind, faulty, outcomes, gate);
        String what = "operation " + failing + " failed: "
                + (failing < faulty.done().size() ? faulty.done().get(failing) : "none");
        behind.gate(new CountDownLatch(0));
        try (LoggedStateStore again = LoggedStateStore.open(folder, Durability.POWER, behind, fault -> {})) {
            int one = value(again, 1);
            assertThat(value(again, 2)).as(what + ": a commit is whole").isEqualTo(one);
            assertThat(one)
                    .as(what + ": what is there")
                    .matches(found -> found == outcomes.acknowledged || outcomes.unknown.contains(found));
        }
        return new Run(faulty.done().size());
    }

    private static void commitAll(
            Path folder, FakeDatabase behind, FaultyDisk faulty, Outcomes outcomes, CountDownLatch gate) {
        try {
            LoggedStateStore store =
                    LoggedStateStore.open(folder, Durability.POWER, behind, faulty, outcomes.fatal::add);
            try {
                for (int i = 1; i <= COMMITS && outcomes.fatal.isEmpty(); i++) {
                    note(i, outcome(store, i), outcomes);
                }
            } finally {
                if (outcomes.fatal.isEmpty()) {
                    gate.countDown();
                    store.close();
                } else {
                    behind.refuses(true); // as when the container ends at once
                    gate.countDown();
                    store.close();
                    behind.refuses(false);
                }
            }
        } catch (IOException notOpened) {
            assertThat(notOpened).hasMessageContaining("told to");
        }
    }

    private static void note(int commit, @Nullable Throwable failure, Outcomes outcomes) {
        if (failure == null) {
            outcomes.acknowledged = commit;
        } else if (failure instanceof UnknownOutcomeException) {
            outcomes.unknown.add(commit);
        }
    }

    private static @Nullable Throwable outcome(LoggedStateStore store, int value) {
        CompletableFuture<Optional<Throwable>> outcome = new CompletableFuture<>();
        long position = store.commit(List.of(change(1, value), change(2, value)));
        store.whenSettled(position, failure -> outcome.complete(Optional.ofNullable(failure)));
        return outcome.join().orElse(null);
    }

    private static Change change(long number, int value) {
        String state = "{\"n\":" + value + ",\"x\":\"" + FILLING + "\"}";
        return new Change(number, "a/" + number, "a", state.getBytes(UTF_8));
    }

    private static int value(LoggedStateStore store, long number) throws IOException {
        return store.load(number)
                .map(state -> new String(state, UTF_8))
                .map(json -> Integer.parseInt(json.substring(5, json.indexOf(','))))
                .orElse(0);
    }

    /** A full disk refuses each commit and loses none; when there is room again, commits succeed. */
    @Test
    void aFullDiskRefusesUntilThereIsRoom() throws Exception {
        try (LoggedStateStore store = LoggedStateStore.open(directory, Durability.POWER, database, disk, fault -> {})) {
            assertThat(outcome(store, 1)).isNull();
            disk.failAlways(Kind.WRITE);
            assertThat(outcome(store, 2)).hasMessageContaining("is the disk full?");
            assertThat(outcome(store, 3)).hasMessageContaining("is the disk full?");
            assertThat(value(store, 1)).as("as it was").isEqualTo(1);
            disk.failAlways(null);
            assertThat(outcome(store, 4)).isNull();
        }
        try (LoggedStateStore again = LoggedStateStore.open(directory, Durability.POWER, database, fault -> {})) {
            assertThat(value(again, 2)).isEqualTo(4);
        }
    }

    /** After a failed sync nothing is known of what waited, it is told once, and nothing more is accepted. */
    @Test
    void afterAFailedSyncNothingGoesOn() throws Exception {
        List<Throwable> fatal = new ArrayList<>();
        LoggedStateStore store = LoggedStateStore.open(directory, Durability.POWER, database, disk, fatal::add);
        assertThat(outcome(store, 1)).isNull();
        disk.failAlways(Kind.FORCE);
        assertThat(outcome(store, 2)).isInstanceOf(UnknownOutcomeException.class);
        disk.failAlways(null);
        assertThat(outcome(store, 3)).hasMessageContaining("stopped after a failed sync");
        store.close();
        assertThat(fatal).hasSize(1);
    }
}
