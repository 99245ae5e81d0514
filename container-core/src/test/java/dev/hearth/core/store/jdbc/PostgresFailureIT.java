package dev.hearth.core.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.Settled;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.UnknownOutcomeException;
import dev.hearth.core.testing.FragileLine;
import dev.hearth.core.testing.FragileLine.Break;
import dev.hearth.core.testing.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a PostgreSQL server refuses, ends, or can't be reached any more. */
@Timeout(180)
class PostgresFailureIT {

    @TempDir
    static Path servers;

    private static Postgres postgres;

    @TempDir
    Path directory;

    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    private DataFolder folder;
    private FragileLine line;
    private StateStore store;

    @BeforeAll
    static void startServer() {
        postgres = Postgres.start(servers);
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        folder = DataFolder.open(directory.resolve("data"));
        line = new FragileLine(postgres.port());
        store = open();
        save(change(20, "{\"n\":1}"));
    }

    private StateStore open() throws IOException, SQLException {
        String url = postgres.newDatabase().replace(":" + postgres.port(), ":" + line.port()) + "?prepareThreshold=0";
        return JdbcStateStore.open(folder, PostgresStateStoreIT.settings(url), fatal::complete);
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        line.close();
        folder.close();
    }

    private static Change change(long number, String state) {
        return new Change(number, "accounts/" + number, "accounts", state.getBytes(UTF_8));
    }

    private void save(Change... changes) throws Exception {
        Settled.await(store, store.commit(List.of(changes)));
    }

    private String stateOf(long number) throws IOException {
        return store.load(number).map(bytes -> new String(bytes, UTF_8)).orElse("none");
    }

    @Test
    void aBatchIsOneTransactionAndLaterOnesSucceed() throws Exception {
        Change intruder = new Change(99, "accounts/20", "accounts", "{}".getBytes(UTF_8));

        assertThatThrownBy(() -> save(change(20, "{\"n\":2}"), change(21, "{}"), intruder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing of this change is kept");

        assertThat(stateOf(20)).isEqualTo("{\"n\":1}");
        assertThat(stateOf(21)).isEqualTo("none");
        save(change(20, "{\"n\":3}"));
        assertThat(stateOf(20)).isEqualTo("{\"n\":3}");
        assertThat(fatal).isNotDone();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsFoundToHaveHappened() throws Exception {
        line.breakAtCommit(Break.BEFORE_ANSWER, false);

        save(change(20, "{\"n\":2}"));

        assertThat(line.broken().getCount()).as("the line broke").isZero();
        assertThat(stateOf(20)).isEqualTo("{\"n\":2}");
        save(change(20, "{\"n\":3}"));
        assertThat(fatal).isNotDone();
    }

    @Test
    void aCommitThatIsLostOnTheWayFailsAndLaterOnesSucceed() throws Exception {
        line.breakAtCommit(Break.BEFORE_COMMIT, false);

        assertThatThrownBy(() -> save(change(20, "{\"n\":2}"), change(21, "{}")))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("nothing of this change is kept");

        assertThat(line.broken().getCount()).as("the line broke").isZero();
        assertThat(stateOf(20)).isEqualTo("{\"n\":1}");
        assertThat(stateOf(21)).isEqualTo("none");
        save(change(20, "{\"n\":3}"));
        assertThat(fatal).isNotDone();
    }

    @Test
    void aCommitThatNobodyCanBeAskedAboutIsUnknownAndTheStoreStops() throws Exception {
        line.breakAtCommit(Break.BEFORE_ANSWER, true);

        assertThatThrownBy(() -> save(change(20, "{\"n\":2}"))).isInstanceOf(UnknownOutcomeException.class);

        assertThat(fatal.get(60, TimeUnit.SECONDS)).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> save(change(20, "{\"n\":3}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("start the container again");
    }

    @Test
    void aServerThatEndedIsUsedAgainWhenItIsBack() throws Exception {
        postgres.stop();

        assertThatThrownBy(() -> save(change(20, "{\"n\":2}")))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("nothing of this change is kept");
        assertThatThrownBy(() -> store.load(20)).isInstanceOf(IOException.class);

        postgres.again();
        assertThat(stateOf(20)).isEqualTo("{\"n\":1}");
        save(change(20, "{\"n\":3}"));
        assertThat(stateOf(20)).isEqualTo("{\"n\":3}");
        assertThat(fatal).isNotDone();
    }
}
