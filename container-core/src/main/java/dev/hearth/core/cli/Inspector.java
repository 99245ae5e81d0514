package dev.hearth.core.cli;

import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out what a start would find wrong, without starting. */
@FunctionalInterface
public interface Inspector {

    /**
     * Looks at the files that the configuration names, and at one JAR or all that lie in the deployment folder.
     *
     * @param jar absolute; empty for all
     * @return what was found, a line each, for people
     * @throws UnsoundException if a JAR would be refused
     * @throws ConfigException if the configuration can't be used, say for a file that it names
     */
    List<String> inspect(HearthConfig config, Optional<Path> jar) throws UnsoundException, ConfigException;

    /**
     * Reads the states that are stored of the objects in a JAR, while no container runs.
     *
     * @return what was found, for people; empty if there is no data folder yet
     * @throws UnsoundException if a state would not load
     */
    default Optional<String> tryStates(HearthConfig config, Path jar) throws UnsoundException {
        return Optional.empty();
    }

    /** Something would be refused. */
    final class UnsoundException extends Exception {

        private static final long serialVersionUID = 1;

        private final List<String> problems;

        /** @param problems at least one, a line each, that says what is wrong, where, and what to do */
        public UnsoundException(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
            this.problems = List.copyOf(problems);
        }

        public List<String> problems() {
            return problems;
        }
    }
}
