package dev.hearth.core.adapter;

import org.jspecify.annotations.Nullable;

/** Types can't be hosted: a name is taken, a state can't be stored, a preloaded object fails. Nothing has changed. */
public final class HostingException extends Exception {

    private static final long serialVersionUID = 1;

    public HostingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
