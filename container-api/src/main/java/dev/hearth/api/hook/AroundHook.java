package dev.hearth.api.hook;

/** A hook of the {@code around} phase: a context, a span, a transaction that encloses the method. */
@FunctionalInterface
public interface AroundHook {

    /** What to close when there is nothing to close. */
    AutoCloseable NOTHING = () -> {};

    /**
     * Opens what encloses the method, on the thread that will run it.
     *
     * @return closed after the method on the same thread, also when it threw; {@link #NOTHING} if there is nothing
     */
    AutoCloseable open(InvocationCall call) throws Exception;
}
