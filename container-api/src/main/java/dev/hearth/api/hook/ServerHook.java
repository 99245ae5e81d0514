package dev.hearth.api.hook;

/** A hook of the phases {@code configure}, {@code start} and {@code stop}, which no call passes. */
@FunctionalInterface
public interface ServerHook {

    /**
     * Does what the module does at this moment of the container's life. Runs on one thread, never at the same time as another
     * of these hooks; the container waits for it, so it must come to an end.
     *
     * @throws Exception what that means stands with each phase, in {@link Hooks}
     */
    void run(Server server) throws Exception;
}
