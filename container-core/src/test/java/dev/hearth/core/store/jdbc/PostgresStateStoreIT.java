package dev.hearth.core.store.jdbc;

import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStoreContract;
import dev.hearth.core.testing.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises, on PostgreSQL. */
class PostgresStateStoreIT extends StateStoreContract {

    @TempDir
    static Path servers;

    private static Postgres postgres;

    private final Map<Path, String> databases = new HashMap<>();

    @BeforeAll
    static void startServer() {
        postgres = Postgres.start(servers);
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    static HearthConfig.Store settings(String url) {
        return new HearthConfig.Store(
                Optional.of(url), Postgres.USER, "", Durability.POWER, HearthConfig.VerifyReadOnly.OFF);
    }

    @Override
    protected StateStore open(DataFolder folder) throws IOException {
        String url = databases.computeIfAbsent(folder.path(), unseen -> newDatabase());
        return JdbcStateStore.open(folder, settings(url), fatal -> {
            throw new AssertionError("the store stopped", fatal);
        });
    }

    private static String newDatabase() {
        try {
            return postgres.newDatabase();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
