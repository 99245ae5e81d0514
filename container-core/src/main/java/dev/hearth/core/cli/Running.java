package dev.hearth.core.cli;

import dev.hearth.core.config.ConfigSource;

/** A container that runs. Thread-safe. */
public interface Running {

    /** Says where the configuration can be read again, for {@code hearth reload}. */
    default void reloadsFrom(ConfigSource source) {}

    /** The line that says that it takes calls, and where. */
    String readyLine();

    /** Returns when it has stopped, for whatever reason. */
    void awaitStopped() throws InterruptedException;

    /** How it ended, an {@link ExitCode}; only after it has stopped. */
    int exitCode();

    /**
     * Takes no more calls, lets those in progress finish within the configured time, and returns when everything is
     * closed. Calling it again, or while it runs, waits for the same end.
     */
    void stop();
}
