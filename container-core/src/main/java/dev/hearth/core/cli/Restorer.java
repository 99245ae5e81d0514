package dev.hearth.core.cli;

import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;

/** Puts backups in. */
@FunctionalInterface
public interface Restorer {

    /**
     * Puts a backup into the data folder and the database of a configuration, which no container uses.
     *
     * @param replace whether what is there may be deleted
     * @return what was done, for people
     * @throws LaunchException if it can't
     */
    String restore(HearthConfig config, Path backup, boolean replace) throws LaunchException;
}
