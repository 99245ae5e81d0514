package dev.hearth.api.hook;

import org.jspecify.annotations.Nullable;

/** What a {@code reply} hook sees. What it replaces is what the caller gets; it undoes nothing that the object did. */
public interface ReplyCall extends InvocationCall {

    /** What came out so far. */
    Outcome outcome();

    /**
     * Gives the caller this result.
     *
     * @throws IllegalArgumentException if it does not fit the method's return type
     */
    void result(@Nullable Object result);

    /** Gives the caller this exception; an {@link Error} as {@link java.rmi.ServerError}, as if the method had thrown it. */
    void exception(Throwable exception);
}
