package dev.hearth.core.config;

/** Where a configuration was read from, to be read there again. */
@FunctionalInterface
public interface ConfigSource {

    /**
     * Reads it again: the same file, the same environment, the same command line.
     *
     * @throws ConfigException with everything that is wrong
     */
    HearthConfig read() throws ConfigException;
}
