package dev.hearth.core.config;

import java.util.List;

/** The configuration is wrong. All that is wrong is reported together, a line each, with where it stands. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** One problem, a line that says which setting, what is wrong with it, and what to do. */
    public ConfigException(String problem) {
        this(List.of(problem));
    }

    /** At least one problem, each a line that says where, what, and what is expected. */
    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, a line each. */
    public List<String> problems() {
        return problems;
    }
}
