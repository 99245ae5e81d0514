package dev.hearth.core.pipeline;

import java.util.Set;

/** The modules that are there can't be put in order. The message says which and why. */
public final class HookOrderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Set<String> modules;

    /** @param modules those whose wishes can't be granted */
    HookOrderException(String message, Set<String> modules) {
        super(message);
        this.modules = Set.copyOf(modules);
    }

    /** The names of the modules whose wishes can't be granted. */
    public Set<String> modules() {
        return modules;
    }
}
