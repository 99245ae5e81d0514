package dev.hearth.api.hook;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a call came out. Immutable.
 *
 * @param kind result, exception, refusal or fault
 * @param result the method's result; null unless {@link Kind#RESULT}
 * @param error what the caller gets thrown; null for {@link Kind#RESULT}
 */
public record Outcome(
        Kind kind, @Nullable Object result, @Nullable Throwable error) {

    private static final Outcome NOTHING = new Outcome(Kind.RESULT, null, null);

    /** How a call can come out. */
    public enum Kind {
        /** The method returned. */
        RESULT,
        /** The method threw. */
        EXCEPTION,
        /**
         * The call was turned away before the method ran: denied, no such object, busy. Or it was while or after it ran, and
         * what it did to persistent objects is undone: denied by a {@code reply} hook, past its deadline, cancelled.
         */
        REFUSED,
        /** A hook or the container itself failed. */
        FAULT
    }

    /** Checks that there is an error exactly where there is no result. */
    public Outcome {
        if ((kind == Kind.RESULT) != (error == null)) {
            throw new IllegalArgumentException(kind + " with error " + error);
        }
    }

    /** The method returned this; null also for {@code void}. */
    public static Outcome result(@Nullable Object result) {
        return result == null ? NOTHING : new Outcome(Kind.RESULT, result, null);
    }

    /** The method threw this. */
    public static Outcome exception(Throwable error) {
        return new Outcome(Kind.EXCEPTION, null, Objects.requireNonNull(error, "error"));
    }

    /** The call was turned away. */
    public static Outcome refused(Throwable error) {
        return new Outcome(Kind.REFUSED, null, Objects.requireNonNull(error, "error"));
    }

    /** A hook or the container failed. */
    public static Outcome fault(Throwable error) {
        return new Outcome(Kind.FAULT, null, Objects.requireNonNull(error, "error"));
    }

    /** Whether the method returned. */
    public boolean succeeded() {
        return kind == Kind.RESULT;
    }

    @Override
    public String toString() {
        return error == null ? "ok" : kind.name().toLowerCase(java.util.Locale.ROOT) + " " + error;
    }
}
