package dev.hearth.core.adapter;

import org.jspecify.annotations.Nullable;

/**
 * The servant that the current thread is telling that no client holds it.
 *
 * <p>Under plain RMI it is exported still in its {@code unreferenced} method, and many such methods take their export back.
 * Here the object is ending already: taking it back succeeds, once, and does nothing.
 */
final class Leaving {

    private static final ThreadLocal<Object> HOLDER = new ThreadLocal<>();

    private Leaving() {}

    /** Returns what was leaving before, to be passed to {@link #end}. */
    static @Nullable Object begin(Object servant) {
        Object outer = HOLDER.get();
        HOLDER.set(servant);
        return outer;
    }

    static void end(@Nullable Object outer) {
        if (outer == null) {
            HOLDER.remove();
        } else {
            HOLDER.set(outer);
        }
    }

    /** Whether this servant is leaving on this thread and is taken back for the first time. */
    @SuppressWarnings("ReferenceEquality") // identity is the point
    static boolean takenBack(Object servant) {
        boolean leaving = HOLDER.get() == servant;
        if (leaving) {
            HOLDER.remove();
        }
        return leaving;
    }
}
