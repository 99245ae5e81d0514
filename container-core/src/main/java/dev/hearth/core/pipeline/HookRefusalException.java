package dev.hearth.core.pipeline;

/** A module wants something not to happen, or failed when it was asked. The message names the module and the reason. */
public final class HookRefusalException extends Exception {

    private static final long serialVersionUID = 1;

    HookRefusalException(String message, Throwable cause) {
        super(message, cause);
    }

    HookRefusalException(String message) {
        super(message);
    }
}
