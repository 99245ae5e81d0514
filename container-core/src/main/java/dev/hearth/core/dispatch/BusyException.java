package dev.hearth.core.dispatch;

import java.util.concurrent.RejectedExecutionException;

/** A bound is reached; nothing has run. The message names the bound's setting. */
public final class BusyException extends RejectedExecutionException {

    private static final long serialVersionUID = 1;

    BusyException(String message) {
        super(message);
    }
}
