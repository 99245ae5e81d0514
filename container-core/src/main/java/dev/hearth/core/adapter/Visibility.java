package dev.hearth.core.adapter;

/** Whether whoever makes the current call may know that an object exists. */
@FunctionalInterface
public interface Visibility {

    /** Asks the {@code authorize} hooks, for the call that runs on this thread; true where none runs. */
    boolean visible(String name);
}
