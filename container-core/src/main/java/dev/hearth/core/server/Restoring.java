package dev.hearth.core.server;

import dev.hearth.core.cli.ExitCode;
import dev.hearth.core.cli.LaunchException;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.Backup;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.Restore;
import dev.hearth.core.store.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a backup in while no container runs. */
final class Restoring {

    /**
     * What the container gave away after the backup, or after an earlier restore of the same one, is not known, and must not
     * be given again. So numbers go on from the seconds since 1970, times this: no container gives so many in a second, and
     * they stay below 2^53, which is as far as programs count exactly that take numbers of JSON for floating-point ones.
     */
    private static final long IN_A_SECOND = 1 << 20;

    /** Where the clock is wrong, at least these are passed over. */
    private static final long PASSED_OVER = 1L << 32;

    private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);

    private Restoring() {}

    /**
     * Puts a backup into the data folder and the database of a configuration.
     *
     * @return what was done, for people
     * @throws LaunchException if it can't; says why, and whether the data folder is as before
     */
    static String restore(HearthConfig config, Path from, boolean replace) throws LaunchException {
        try {
            Backup backup = Backup.in(from);
            long numbers = Math.max(
                    Math.addExact(backup.numbersGivenBelow(), PASSED_OVER),
                    Math.multiplyExact(Instant.now().getEpochSecond(), IN_A_SECOND));
            try (DataFolder folder = DataFolder.forRestore(config.data(), backup.secret(), numbers, replace)) {
                fill(folder, config.store(), backup, replace);
                folder.restored();
                return backup.objects() + (backup.objects() == 1 ? " object is" : " objects are") + " restored to "
                        + folder.path();
            }
        } catch (IOException refused) {
            throw new LaunchException(
                    "the backup can't be restored: " + refused.getMessage(),
                    "the backup is as it was",
                    ExitCode.FAILED);
        }
    }

    private static void fill(DataFolder folder, HearthConfig.Store settings, Backup backup, boolean replace)
            throws IOException {
        HearthConfig.Store synced = new HearthConfig.Store(
                settings.url(), settings.user(), settings.password(), Durability.POWER, settings.verifyReadOnly());
        try (JdbcStateStore store = JdbcStateStore.open(folder, synced, failure -> {
            LOG.error("the database did not confirm what was restored", failure);
        })) {
            if (!store.isEmpty() && !replace) {
                folder.abandonRestore();
                throw new IOException("the database of store.url is not empty; --replace deletes all objects in it");
            }
            store.clear();
            Restore.into(store, backup);
            store.reserveNumbers(1);
        }
    }
}
