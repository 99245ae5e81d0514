package dev.hearth.core.cli;

import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.HearthConfig;

/** Starts containers. */
@FunctionalInterface
public interface Launcher {

    /**
     * Starts a container in this process, and returns when it takes calls.
     *
     * @throws LaunchException if it can't start; nothing of it is left running
     * @throws ConfigException if the configuration makes no sense to the container
     */
    Running launch(HearthConfig config) throws LaunchException, ConfigException;
}
