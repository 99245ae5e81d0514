package dev.hearth.api.hook;

/** A hook of the {@code log} phase. */
@FunctionalInterface
public interface LogHook {

    /**
     * Sees a call whose outcome is final. Runs on the thread that ended the call; what it throws is logged and harms no
     * other hook. Must not block.
     */
    void log(LoggedCall call) throws Exception;
}
