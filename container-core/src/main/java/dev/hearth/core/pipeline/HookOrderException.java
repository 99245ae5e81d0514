package dev.hearth.core.pipeline;

/** The modules that are there can't be put in order. The message says which and why. */
public final class HookOrderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    HookOrderException(String message) {
        super(message);
    }
}
