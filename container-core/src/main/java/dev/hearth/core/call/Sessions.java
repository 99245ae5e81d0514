package dev.hearth.core.call;

import org.jspecify.annotations.Nullable;

/** The sessions that there are, by the numbers that stubs carry. Thread-safe; nothing here waits. */
@FunctionalInterface
public interface Sessions {

    /** Where nobody can log in. */
    Sessions NONE = number -> null;

    /**
     * The session of this number, which is used by that.
     *
     * @param number not 0; from a stub whose signature was right
     * @return null if it has ended
     */
    @Nullable
    Session find(int number);

    /** A call that belongs to a session begins; {@link #callEnds} follows when nobody is in its object any more. */
    default void callBegins(Session session) {}

    /** A call has ended. While one has not, its session is not idle; then the time counts from here. */
    default void callEnds(Session session) {}
}
