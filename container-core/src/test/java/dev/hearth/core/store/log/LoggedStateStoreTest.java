package dev.hearth.core.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStoreContract;
import dev.hearth.core.store.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedStateStoreTest {

    @TempDir
    Path directory;

    private static StateStore open(DataFolder folder, Durability durability) throws IOException {
        Consumer<Throwable> fatal = failure -> {
            throw new AssertionError("the store stopped", failure);
        };
        HearthConfig.Store behind = new HearthConfig.Store(
                Optional.empty(), "hearth", "", Durability.PROCESS, HearthConfig.VerifyReadOnly.OFF);
        return LoggedStateStore.open(
                folder.path().resolve("log"), durability, JdbcStateStore.open(folder, behind, fatal), fatal);
    }

    @Nested
    class PowerTest extends StateStoreContract {
        @Override
        protected StateStore open(DataFolder folder) throws IOException {
            return LoggedStateStoreTest.open(folder, Durability.POWER);
        }
    }

    @Nested
    class ProcessTest extends StateStoreContract {
        @Override
        protected StateStore open(DataFolder folder) throws IOException {
            return LoggedStateStoreTest.open(folder, Durability.PROCESS);
        }
    }

    @Nested
    class RelaxedTest extends StateStoreContract {
        @Override
        protected StateStore open(DataFolder folder) throws IOException {
            return LoggedStateStoreTest.open(folder, Durability.RELAXED);
        }
    }

    private static Frame.Pending pending(long position, List<Change> changes, List<StateStore.Identity> named) {
        return new Frame.Pending(new LogRecord(position, changes, named), LogRecord.encode(changes, named));
    }

    private static Change change(long number, String state) {
        return new Change(number, "accounts/" + number, "accounts", state.getBytes(UTF_8));
    }

    /** A database that lost everything, as far as this store can tell: the log has it all. */
    @Test
    void whatTheDatabaseLostComesBackFromTheLog() throws Exception {
        Path log = directory.resolve("log");
        Files.createDirectories(log);
        LogFiles files = LogFiles.open(Disk.REAL, log, LogReader.read(Disk.REAL, List.of(), 0));
        files.append(
                List.of(
                        pending(1, List.of(change(100, "{\"n\":1}"), change(101, "{\"n\":1}")), List.of()),
                        pending(2, List.of(change(100, "{\"n\":2}")), List.of()),
                        pending(
                                3,
                                List.of(),
                                List.of(new StateStore.Identity(102, "accounts/named", "accounts", false)))),
                0);
        files.close();
        try (DataFolder folder = DataFolder.open(directory);
                StateStore store = open(folder, Durability.POWER)) {
            assertThat(store.load(100))
                    .hasValueSatisfying(
                            state -> assertThat(new String(state, UTF_8)).isEqualTo("{\"n\":2}"));
            assertThat(store.list("", 10))
                    .extracting(StateStore.Identity::number)
                    .containsExactly(100L, 101L);
            assertThat(store.identity("accounts/named"))
                    .hasValueSatisfying(named -> assertThat(named.number()).isEqualTo(102));
        }
        assertThat(LogFiles.present(log))
                .as("after a clean stop the database has it all")
                .isEmpty();
    }

    /** The database is gone for good while commits come: they are acknowledged, and read from memory. */
    @Test
    void aDatabaseThatRefusesHoldsUpNoCommit() throws Exception {
        FakeDatabase database = new FakeDatabase();
        database.refuses(true);
        LoggedStateStore store =
                LoggedStateStore.open(directory.resolve("log"), Durability.POWER, database, fatal -> {});
        List<@Nullable Throwable> outcomes = new ArrayList<>();
        java.util.concurrent.CountDownLatch settled = new java.util.concurrent.CountDownLatch(1);
        store.whenSettled(store.commit(List.of(change(100, "{\"n\":7}"))), failure -> {
            outcomes.add(failure);
            settled.countDown();
        });
        assertThat(settled.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(outcomes).containsExactly((Throwable) null);
        assertThat(store.load(100)).isPresent();
        assertThat(store.identity(100)).isPresent();
        store.close();
        assertThat(LogReader.read(Disk.REAL, LogFiles.present(directory.resolve("log")), 0)
                        .records())
                .as("kept for the next start")
                .extracting(LogRecord::position)
                .containsExactly(1L);
    }

    /** Many changes of one object are one row of one transaction, and nobody waits for the database. */
    @Test
    void changesGatherBeforeTheyAreSettled() throws Exception {
        FakeDatabase database = new FakeDatabase();
        java.util.concurrent.CountDownLatch gate = new java.util.concurrent.CountDownLatch(1);
        database.gate(gate);
        try (LoggedStateStore store =
                LoggedStateStore.open(directory.resolve("log"), Durability.POWER, database, fatal -> {})) {
            for (int i = 1; i <= 5_000; i++) {
                store.commit(List.of(change(100, "{\"n\":" + i + "}")));
            }
            assertThat(store.load(100))
                    .hasValueSatisfying(
                            state -> assertThat(new String(state, UTF_8)).isEqualTo("{\"n\":5000}"));
            gate.countDown();
            assertThat(store.list("", 10)).hasSize(1);
            assertThat(database.transactions()).isLessThan(100);
        }
    }

    /** When the database falls behind, the store says so, and says when it has caught up. */
    @Test
    void thereIsNoRoomWhileTheDatabaseIsFarBehind() throws Exception {
        FakeDatabase database = new FakeDatabase();
        java.util.concurrent.CountDownLatch gate = new java.util.concurrent.CountDownLatch(1);
        java.util.concurrent.CountDownLatch room = new java.util.concurrent.CountDownLatch(1);
        database.gate(gate);
        try (LoggedStateStore store =
                LoggedStateStore.open(directory.resolve("log"), Durability.PROCESS, database, fatal -> {})) {
            long last = 0;
            while (store.hasRoom()) {
                last = store.commit(List.of(change(100, "{\"n\":1}")));
            }
            assertThat(last).as("about where it is to be full").isBetween(100_000L, 190_000L);
            long also = store.commit(List.of(change(100, "{\"n\":2}")));
            store.whenRoom(room::countDown);
            assertThat(room.getCount()).isEqualTo(1);
            gate.countDown();
            room.await();
            assertThat(store.hasRoom()).isTrue();
            assertThat(store.count("accounts")).isEqualTo(1);
            assertThat(store.settled(also)).isTrue();
        }
    }
}
