package dev.hearth.api.hook;

import java.util.Optional;

/**
 * A call, as every phase sees it. Used by one thread at a time.
 *
 * <p>Valid until its {@code log} hooks have returned; what must outlive it is copied.
 */
public interface Call {

    /** A number of this process's own, never given twice; the same stands in logs and error messages. */
    long id();

    /** Who is at the other end; for a call between hosted objects, whoever began the chain of calls. */
    Peer peer();

    /** The name of the object that is called; after {@code translate} the name that it was translated to. */
    String object();

    /**
     * The method's name. Empty when {@code authorize} is asked only whether the caller may know that the object exists
     * (for a registry's {@code list}, and for hints in errors).
     */
    String method();

    /** Whether hosted code made the call, inside the container. */
    boolean local();

    /** {@link System#nanoTime()} when the call arrived. */
    long startNanos();

    /** The note that an earlier hook left. */
    <T> Optional<T> note(Note<T> key);

    /** Leaves a note for later hooks, in place of an earlier one. */
    <T> void note(Note<T> key, T value);

    /**
     * Asks that what happens to this call from now on be noted, hook by hook, for {@link LoggedCall#steps}. Useful in {@code
     * receive}; costs calls nothing that are not asked about.
     */
    void explain();
}
