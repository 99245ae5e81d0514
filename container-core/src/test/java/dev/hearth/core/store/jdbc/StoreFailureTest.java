package dev.hearth.core.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.CorruptStateException;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.Settled;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.UnknownOutcomeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the disk or the database fails. */
@Timeout(120)
class StoreFailureTest {

    @TempDir
    Path directory;

    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    private DataFolder folder;

    @BeforeEach
    void start() throws IOException {
        FlakyDisk.register();
        folder = DataFolder.open(directory.resolve("data"));
    }

    @AfterEach
    void stop() throws IOException {
        FlakyDisk.register();
        folder.close();
    }

    private StateStore open(Durability durability) throws IOException {
        return JdbcStateStore.open(folder, JdbcStateStoreTest.settings(durability), fatal::complete);
    }

    private StateStore openOnFlakyDisk(Durability durability) throws IOException {
        String url = "jdbc:h2:flaky:" + folder.path().resolve("store") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        HearthConfig.Store settings =
                new HearthConfig.Store(Optional.of(url), "hearth", "", durability, HearthConfig.VerifyReadOnly.OFF);
        return JdbcStateStore.open(folder, settings, fatal::complete);
    }

    private static Change change(long number, String state) {
        return new Change(number, "accounts/" + number, "accounts", state.getBytes(UTF_8));
    }

    private static void save(StateStore store, Change... changes) throws Exception {
        Settled.await(store, store.commit(List.of(changes)));
    }

    private static String stateOf(StateStore store, long number) throws IOException {
        return store.load(number).map(bytes -> new String(bytes, UTF_8)).orElse("none");
    }

    @Test
    void aBatchThatTheDatabaseRefusesFailsAndLaterOnesSucceed() throws Exception {
        try (StateStore store = open(Durability.POWER)) {
            save(store, change(20, "{\"n\":1}"));
            Change intruder = new Change(99, "accounts/20", "accounts", "{}".getBytes(UTF_8));
            assertThatThrownBy(() -> save(store, change(20, "{\"n\":2}"), intruder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nothing of this change is kept");
            assertThat(stateOf(store, 20)).isEqualTo("{\"n\":1}");
            save(store, change(20, "{\"n\":3}"));
            assertThat(stateOf(store, 20)).isEqualTo("{\"n\":3}");
        }
    }

    @Test
    void aFailedPositionIsNeverSettledAndSaysWhyAgain() throws Exception {
        try (StateStore store = open(Durability.POWER)) {
            save(store, change(20, "{}"));
            long failed = store.commit(List.of(new Change(99, "accounts/20", "accounts", "{}".getBytes(UTF_8))));
            assertThatThrownBy(() -> Settled.await(store, failed)).isInstanceOf(IOException.class);
            long later = store.commit(List.of(change(21, "{}")));
            Settled.await(store, later);
            assertThat(store.settled(failed)).isFalse();
            assertThat(store.settled(later)).isTrue();
            assertThatThrownBy(() -> Settled.await(store, failed)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFullDiskFailsTheCommitAndLeavesTheStateBefore() throws Exception {
        try (StateStore store = openOnFlakyDisk(Durability.POWER)) {
            save(store, change(20, "{\"n\":1}"));
            FlakyDisk.writesFail = true;
            assertThatThrownBy(() -> save(store, change(20, "{\"n\":2}"), change(21, "{\"n\":2}")))
                    .isInstanceOf(IOException.class);
            FlakyDisk.writesFail = false;
            assertThat(stateOf(store, 20)).isEqualTo("{\"n\":1}");
            save(store, change(20, "{\"n\":3}"));
        }
        try (StateStore again = open(Durability.POWER)) {
            assertThat(stateOf(again, 21)).isEqualTo("none");
            assertThat(stateOf(again, 20)).isEqualTo("{\"n\":3}");
        }
        assertThat(fatal).isNotDone();
    }

    @Test
    void afterAFailedSyncTheStoreRefusesEverythingAndTellsOnce() throws Exception {
        StateStore store = openOnFlakyDisk(Durability.POWER);
        save(store, change(20, "{\"n\":1}"));
        FlakyDisk.syncsFail = true;
        assertThatThrownBy(() -> save(store, change(20, "{\"n\":2}"))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(fatal.get(30, TimeUnit.SECONDS)).isInstanceOf(UnknownOutcomeException.class);
        FlakyDisk.syncsFail = false;
        assertThatThrownBy(() -> save(store, change(20, "{\"n\":3}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopped");
        assertThatThrownBy(() -> store.reserveNumbers(1)).isInstanceOf(IOException.class);
        store.close();
        try (StateStore again = open(Durability.POWER)) {
            assertThat(stateOf(again, 20)).isIn("{\"n\":1}", "{\"n\":2}");
        }
    }

    @Test
    void everySettledCommitWasSyncedUnderPower() throws Exception {
        try (StateStore store = openOnFlakyDisk(Durability.POWER)) {
            for (int i = 0; i < 20; i++) {
                int before = FlakyDisk.syncs.get();
                save(store, change(20, "{\"n\":" + i + "}"));
                assertThat(FlakyDisk.syncs.get()).isGreaterThan(before);
            }
            int before = FlakyDisk.syncs.get();
            store.reserveNumbers(1);
            assertThat(FlakyDisk.syncs.get()).isGreaterThan(before);
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostIsLookedUp() throws Exception {
        DoubtfulCommits doubtful = new DoubtfulCommits();
        try (StateStore store = openOn(doubtful)) {
            save(store, change(20, "{\"n\":1}"));
            doubtful.next = DoubtfulCommits.Next.LOST_AFTER;
            save(store, change(20, "{\"n\":2}"));
            doubtful.next = DoubtfulCommits.Next.LOST_BEFORE;
            assertThatThrownBy(() -> save(store, change(20, "{\"n\":3}"))).isInstanceOf(IOException.class);
            assertThat(stateOf(store, 20)).isEqualTo("{\"n\":2}");
            save(store, change(20, "{\"n\":4}"));
            assertThat(stateOf(store, 20)).isEqualTo("{\"n\":4}");
        }
        assertThat(fatal).isNotDone();
    }

    private StateStore openOn(DoubtfulCommits doubtful) throws IOException {
        JdbcDataSource real = new JdbcDataSource();
        real.setURL(url());
        real.setUser("hearth");
        HikariConfig config = new HikariConfig();
        config.setDataSource(doubtful.wrap(real));
        return JdbcStateStore.open(folder, config, Dialect.H2, Durability.POWER, fatal::complete);
    }

    private String url() throws IOException {
        return Dialect.url(JdbcStateStoreTest.settings(Durability.POWER), folder.path());
    }

    private void behindTheStoresBack(String sql) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "hearth", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aFlippedBitFailsThatObjectAlone() throws Exception {
        try (StateStore store = open(Durability.POWER)) {
            save(store, change(20, "{\"cents\":1500}"), change(21, "{\"cents\":7}"));
        }
        behindTheStoresBack("UPDATE objects SET state = '{\"cents\":9500}' WHERE number = 20");
        try (StateStore store = open(Durability.POWER)) {
            assertThatThrownBy(() -> store.load(20))
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageContaining("accounts/20")
                    .hasMessageContaining("hearth store import");
            assertThat(stateOf(store, 21)).isEqualTo("{\"cents\":7}");
            assertThat(store.list("", 9)).hasSize(2);
        }
    }

    @Test
    void aStateUnderAnotherNameFailsItsChecksum() throws Exception {
        try (StateStore store = open(Durability.POWER)) {
            save(store, change(20, "{\"cents\":1500}"));
        }
        behindTheStoresBack("UPDATE objects SET name = 'accounts/mallory' WHERE number = 20");
        try (StateStore store = open(Durability.POWER)) {
            assertThatThrownBy(() -> store.load(20)).isInstanceOf(CorruptStateException.class);
        }
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        open(Durability.POWER).close();
        behindTheStoresBack("UPDATE schema_version SET version = 99");
        assertThatThrownBy(() -> open(Durability.POWER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("newer Hearth");
    }

    @Test
    void aSecondWriterToTheSameDatabaseIsNoticed() throws Exception {
        try (StateStore store = open(Durability.POWER)) {
            save(store, change(20, "{\"n\":1}"));
            behindTheStoresBack("UPDATE progress SET batch = batch + 1");
            assertThatThrownBy(() -> save(store, change(20, "{\"n\":2}")))
                    .hasMessageContaining("another container writes to the same database");
        }
    }

    @Test
    void restoringAnOlderDatabaseGivesNoNumberTwice() throws Exception {
        Path database = folder.path().resolve("store.mv.db");
        Path backup = directory.resolve("backup");
        try (StateStore store = open(Durability.POWER)) {
            store.reserveNumbers(100);
        }
        Files.copy(database, backup);
        long last;
        try (StateStore store = open(Durability.POWER)) {
            last = store.reserveNumbers(100) + 99;
        }
        Files.delete(database);
        Files.copy(backup, database);
        try (StateStore store = open(Durability.POWER)) {
            assertThat(store.reserveNumbers(1)).isGreaterThan(last);
        }
    }

    @Test
    void aCommitThatNoQueueHoldsIsStillWrittenAlone() throws Exception {
        String huge = "{\"text\":\"" + "x".repeat((int) WriteQueue.BYTES) + "\"}";
        try (StateStore store = open(Durability.PROCESS)) {
            save(store, change(20, huge), change(21, "{}"));
            assertThat(stateOf(store, 20)).hasSize(huge.length());
        }
    }

    @Test
    void anUnknownDatabaseIsRefused() {
        HearthConfig.Store settings = new HearthConfig.Store(
                Optional.of("jdbc:oracle:thin:@x"), "hearth", "", Durability.POWER, HearthConfig.VerifyReadOnly.OFF);
        assertThatThrownBy(() -> JdbcStateStore.open(folder, settings, fatal::complete))
                .hasMessageContaining("jdbc:oracle:thin:@x")
                .hasMessageContaining("jdbc:postgresql:");
    }
}
