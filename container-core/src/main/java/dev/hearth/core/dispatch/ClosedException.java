package dev.hearth.core.dispatch;

import java.util.concurrent.RejectedExecutionException;

/** A deployment, or the container, takes no calls now; nothing has run. The message begins with a code and says who. */
public final class ClosedException extends RejectedExecutionException {

    private static final long serialVersionUID = 1;

    ClosedException(String message) {
        super(message);
    }
}
