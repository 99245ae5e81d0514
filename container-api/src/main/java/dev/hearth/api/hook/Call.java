package dev.hearth.api.hook;

import dev.hearth.api.Attribute;
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

    /**
     * The method's parameters and result as in a class file, such as {@code (J)J}; for {@link DeployedType#marks(String,
     * String)}. Empty where {@link #method} is, and before {@code access} where no object is found yet.
     */
    String descriptor();

    /**
     * The type of the object that is called, as {@code deploy} hooks have seen it: the same instance while it is deployed.
     * Empty where no object is found yet, and for the container's own objects.
     */
    Optional<DeployedType> type();

    /** Whether hosted code made the call, inside the container. */
    boolean local();

    /** {@link System#nanoTime()} when the call arrived. */
    long startNanos();

    /** The note that an earlier hook left. */
    <T> Optional<T> note(Note<T> key);

    /** Leaves a note for later hooks, in place of an earlier one. */
    <T> void note(Note<T> key, T value);

    /** What was set for this call, or for a call further up in its chain. */
    <T> Optional<T> attribute(Attribute<T> key);

    /**
     * Sets something that goes with this call and all calls that its object makes, and that hosted code may read. A call
     * further up in the chain does not see it.
     *
     * @throws IllegalStateException after {@code fixup}
     */
    <T> void attribute(Attribute<T> key, T value);

    /**
     * Has the steps of this call recorded from now on, and those of the calls that its object makes: {@link
     * LoggedCall#steps}. Costs two looks at the clock and an object for each hook; nothing for calls that nobody asks this
     * of.
     */
    void explain();
}
