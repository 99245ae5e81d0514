package dev.hearth.core.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A module wants something not to happen, or failed when it was asked. The message names the module and the reason. */
public final class HookRefusalException extends Exception {

    private static final long serialVersionUID = 1;

    private final String module;
    private final @Nullable String type;

    /** A hook failed. */
    HookRefusalException(String module, String message, Throwable cause) {
        super(message, cause);
        this.module = module;
        this.type = null;
    }

    /** A module does not want a type. */
    HookRefusalException(String module, String type, String message) {
        super(message);
        this.module = module;
        this.type = type;
    }

    /** The name of the module. */
    public String module() {
        return module;
    }

    /** The name of the type that it does not want; empty if the module itself has failed. */
    public Optional<String> type() {
        return Optional.ofNullable(type);
    }
}
