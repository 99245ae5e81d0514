package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.FragileLine;
import dev.hearth.core.testing.FragileLine.Break;
import dev.hearth.core.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A container whose states lie in PostgreSQL, as its clients see it: kills, a server that ends, moving there. */
@Timeout(300)
class PostgresIT {

    @TempDir
    static Path servers;

    private static Postgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() {
        postgres = Postgres.start(servers);
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    private Server start(String url, String... more) throws IOException {
        Bank.deploy(folder.resolve("deploy"));
        String[] settings = new String[more.length + 2];
        settings[0] = "--store.url=" + url;
        settings[1] = "--store.user=" + Postgres.USER;
        System.arraycopy(more, 0, settings, 2, more.length);
        return Server.start(Jdks.own(), folder, settings);
    }

    @Test
    void killedContainerHasAllThatItAcknowledged() throws Exception {
        try (Server server = start(postgres.newDatabase());
                Client client = Bank.client(Jdks.own(), folder, server.port());
                Client loading = Bank.client(Jdks.own(), folder, server.port())) {
            client.ask("deposit", "kept", 1);
            client.ask("keep", "kept");
            Path started = folder.resolve("started");
            CompletableFuture<String> said = loading.begin("depositUntilItEnds", "killed/", 2, started);
            await("deposits are made").until(() -> Files.exists(started) || !server.alive());
            server.kill().again();

            for (String account : said.join().split(";")) {
                String[] words = account.split(" ");
                assertThat(Long.parseLong(client.ask("balance", words[0])))
                        .as(account)
                        .isBetween(Long.parseLong(words[1]), Long.parseLong(words[3]));
            }
            assertThat(client.ask("keptBalance", "kept")).isEqualTo("1");
            assertThat(server.data().resolve("log"))
                    .as("PostgreSQL has a log of its own")
                    .doesNotExist();
            assertThat(server.data().resolve("store.mv.db")).doesNotExist();
            assertThat(server.store("export").out()).contains("\"name\":\"accounts/kept\"");
        }
    }

    @Test
    void callsFailWhileTheDatabaseIsDownAndTheContainerGoesOnWhenItIsBack() throws Exception {
        try (Server server = start(postgres.newDatabase());
                Client client = Bank.client(Jdks.own(), folder, server.port())) {
            client.ask("deposit", "alice", 100);
            client.ask("deposit", "bob", 100);
            client.ask("keep", "alice");

            postgres.stop();
            assertThat(client.failure("transfer", "alice", "bob", 30))
                    .startsWith("java.rmi.ServerException: HEARTH-STATE: the change could not be written")
                    .contains("nothing of it is kept");
            assertThat(client.failure("lookup", "accounts/new-one")).contains("HEARTH-STORE");

            postgres.again();
            assertThat(client.ask("keptBalance", "alice")).isEqualTo("100");
            assertThat(client.ask("balance", "bob")).isEqualTo("100");
            client.ask("transfer", "alice", "bob", 30);
            server.kill().again();
            assertThat(client.ask("keptBalance", "alice")).isEqualTo("70");
            assertThat(client.ask("balance", "bob")).isEqualTo("130");
        }
    }

    @Test
    void aCommitThatNobodyCanBeAskedAboutIsUnknownAndTheContainerStopsWithItsCode() throws Exception {
        try (FragileLine line = new FragileLine(postgres.port())) {
            String database = postgres.newDatabase();
            String url = database.replace(":" + postgres.port(), ":" + line.port()) + "?prepareThreshold=0";
            try (Server server = start(url, "--stop.timeout=1s");
                    Client client = Bank.client(Jdks.own(), folder, server.port())) {
                client.ask("deposit", "alice", 100);
                client.ask("keep", "alice");

                line.breakAtCommit(Break.BEFORE_ANSWER, true);
                assertThat(client.failure("deposit", "alice", 1))
                        .startsWith("java.rmi.ServerException: HEARTH-UNKNOWN: outcome unknown");
                assertThat(server.ended()).isEqualTo(4);

                server.again("--store.url=" + database);
                assertThat(client.ask("keptBalance", "alice"))
                        .as("PostgreSQL had committed it")
                        .isEqualTo("101");
            }
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostIsAnsweredWhenTheDatabaseWasAsked() throws Exception {
        try (FragileLine line = new FragileLine(postgres.port())) {
            String url =
                    postgres.newDatabase().replace(":" + postgres.port(), ":" + line.port()) + "?prepareThreshold=0";
            try (Server server = start(url);
                    Client client = Bank.client(Jdks.own(), folder, server.port())) {
                client.ask("deposit", "alice", 100);

                line.breakAtCommit(Break.BEFORE_ANSWER, false);
                assertThat(client.ask("deposit", "alice", 1)).isEqualTo("101");

                assertThat(line.broken().getCount()).as("the line broke").isZero();
                assertThat(client.ask("deposit", "alice", 1)).isEqualTo("102");
            }
        }
    }

    @Test
    void aContainerIsRefusedWhereNoDatabaseAnswers() throws IOException {
        Bank.deploy(folder.resolve("deploy"));
        Ran refused = Server.refused(
                Jdks.own(), folder, "--data=data", "--deploy=deploy", "--store.url=jdbc:postgresql://localhost:1/none");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("the store can't be opened").contains("check store.url");
    }

    /** Somebody's SQL has changed a state, whose checksum does not fit any more. */
    @Test
    void aDamagedObjectIsLeftOutAndNamedAndAnImportMendsIt() throws Exception {
        String url = postgres.newDatabase();
        try (Server server = start(url);
                Client client = Bank.client(Jdks.own(), folder, server.port())) {
            client.ask("deposit", "sound", 10);
            client.ask("deposit", "hurt", 20);
            client.ask("keep", "hurt");
            String line = server.store("export", "accounts/hurt").out();
            server.kill();
            try (Connection connection = DriverManager.getConnection(url, Postgres.USER, "");
                    Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate(
                                "UPDATE objects SET state = '{\"cents\":21}' WHERE name = 'accounts/hurt'"))
                        .isEqualTo(1);
            }
            server.again();

            Ran exported = server.store("export");
            assertThat(exported.code()).isEqualTo(1);
            assertThat(exported.out()).contains("accounts/sound").doesNotContain("accounts/hurt");
            assertThat(exported.err())
                    .contains("the stored state of accounts/hurt")
                    .contains("is damaged");
            Ran saved = server.store("backup", folder.resolve("backup").toString());
            assertThat(saved.code()).isEqualTo(1);
            assertThat(saved.out()).contains("1 object is in the backup");
            assertThat(saved.err()).contains("accounts/hurt");
            assertThat(server.store("show", "accounts/hurt").err()).contains("is damaged");
            assertThat(client.failure("keptBalance", "hurt"))
                    .contains("HEARTH-STATE")
                    .contains("damaged");
            assertThat(client.ask("balance", "sound")).isEqualTo("10");

            Path file = Files.writeString(folder.resolve("hurt.jsonl"), line);
            assertThat(server.store("import", file.toString()).err()).contains("--replace puts this one in its place");
            assertThat(server.store("import", "--replace", file.toString()).out())
                    .isEqualTo("Imported: 0 new, 1 replaced, 0 were there already.\n");
            assertThat(client.ask("keptBalance", "hurt")).isEqualTo("20");
        }
    }

    /** Export, another store.url, import before anything is deployed: everything is there under the numbers that it had. */
    @Test
    void movingFromH2IsExportAndImport() throws Exception {
        Bank.deploy(folder.resolve("deploy"));
        Path file = folder.resolve("all.jsonl");
        Path none = Files.createDirectory(folder.resolve("nothing-deployed"));
        try (Server server = Server.start(Jdks.own(), folder);
                Client client = Bank.client(Jdks.own(), folder, server.port())) {
            for (int i = 0; i < 700; i++) {
                client.ask("deposit", "moved/" + i, i + 1);
            }
            client.ask("keep", "moved/699");
            client.ask("keep", "looked-up-only");
            client.ask("keepClerk");
            assertThat(server.store("export", "--to", file.toString()).out()).startsWith("700 objects are exported");
            server.terminate();
            server.ended();

            String url = postgres.newDatabase();
            server.again("--store.url=" + url, "--store.user=" + Postgres.USER, "--deploy=" + none);
            Ran imported = server.store("import", file.toString());
            assertThat(imported.code()).as(imported.err()).isZero();
            assertThat(imported.out()).startsWith("Imported: 700 new, 0 replaced, 0 were there already; ");
            assertThat(server.store("export").out()).as("the same lines").isEqualTo(Files.readString(file));
            server.terminate();
            server.ended();

            server.again("--deploy=" + folder.resolve("deploy"));
            assertThat(client.ask("keptBalance", "moved/699")).isEqualTo("700");
            assertThat(client.ask("keptBalance", "looked-up-only")).isEqualTo("0");
            client.ask("transferByKeptClerk", "moved/699", "moved/0", 100);
            assertThat(client.ask("balance", "moved/0")).isEqualTo("101");
            assertThat(server.store("export", "accounts/moved").out().lines()).hasSize(700);
        }
    }

    @Test
    void aBackupOfH2IsRestoredToPostgresql() throws Exception {
        Bank.deploy(folder.resolve("deploy"));
        Path backup = folder.resolve("backup");
        String url = postgres.newDatabase();
        try (Server server = Server.start(Jdks.own(), folder);
                Client client = Bank.client(Jdks.own(), folder, server.port())) {
            client.ask("deposit", "alice", 10);
            client.ask("keep", "alice");
            assertThat(server.store("backup", backup.toString()).code()).isZero();
            server.terminate();
            server.ended();

            String[] there = {"--store.url=" + url, "--store.user=" + Postgres.USER};
            assertThat(server.store("restore", backup.toString(), "--replace", there[0], there[1])
                            .code())
                    .isZero();
            server.again(there);
            assertThat(client.ask("keptBalance", "alice")).isEqualTo("10");

            server.kill();
            Path elsewhere = folder.resolve("data-elsewhere");
            Ran full = Server.hearth(
                    Jdks.own(),
                    folder,
                    List.of("store", "restore", backup.toString(), "--data=" + elsewhere, there[0], there[1]));
            assertThat(full.code()).isEqualTo(1);
            assertThat(full.err()).contains("the database of store.url is not empty");
            server.again();
            assertThat(client.ask("keptBalance", "alice")).isEqualTo("10");
        }
    }
}
