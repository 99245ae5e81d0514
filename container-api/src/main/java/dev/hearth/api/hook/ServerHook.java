package dev.hearth.api.hook;

/** A hook of the phases {@code configure}, {@code start} and {@code stop}, which no call passes. */
@FunctionalInterface
public interface ServerHook {

    /**
     * Does what the module does at this moment of the container's life. Runs on a thread made for it, never at the same time as
     * another of these hooks. The container waits for it, for as long as {@code start.hook-timeout} says (a minute); then the
     * thread is interrupted and left alone, and the hook counts as one that threw.
     *
     * @throws Exception what that means stands with each phase, in {@link Hooks}
     */
    void run(Server server) throws Exception;
}
