package dev.hearth.core.store.jdbc;

import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStoreContract;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class JdbcStateStoreTest {

    static HearthConfig.Store settings(Durability durability) {
        return new HearthConfig.Store(Optional.empty(), "hearth", "", durability, HearthConfig.VerifyReadOnly.OFF);
    }

    static StateStore open(DataFolder folder, Durability durability) throws IOException {
        return JdbcStateStore.open(folder, settings(durability), fatal -> {
            throw new AssertionError("the store stopped", fatal);
        });
    }

    @Nested
    class PowerTest extends StateStoreContract {
        @Override
        protected StateStore open(DataFolder folder) throws IOException {
            return JdbcStateStoreTest.open(folder, Durability.POWER);
        }
    }

    @Nested
    class ProcessTest extends StateStoreContract {
        @Override
        protected StateStore open(DataFolder folder) throws IOException {
            return JdbcStateStoreTest.open(folder, Durability.PROCESS);
        }
    }

    @Nested
    class RelaxedTest extends StateStoreContract {
        @Override
        protected StateStore open(DataFolder folder) throws IOException {
            return JdbcStateStoreTest.open(folder, Durability.RELAXED);
        }
    }
}
