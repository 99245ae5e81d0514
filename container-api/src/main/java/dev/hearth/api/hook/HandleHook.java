package dev.hearth.api.hook;

/** A hook of the {@code handle} phase: may answer in the object's place. */
@FunctionalInterface
public interface HandleHook {

    /** Answers the call, or leaves it to the next hook and in the end to the object. Runs on the object's thread. */
    Handled handle(InvocationCall call) throws Exception;
}
