package dev.hearth.core.adapter;

import org.jspecify.annotations.Nullable;

/**
 * The object whose servant the current thread is making.
 *
 * <p>A constructor or {@code @OnActivate} method that gives {@code this} away means the object that is being made: so it
 * has one identity, although the servant is not known yet.
 */
record Making(ObjectSlot slot, Class<?> implementation) {

    private static final ThreadLocal<Making> HOLDER = new ThreadLocal<>();

    /** Returns what was being made before, to be passed to {@link #end}. */
    static @Nullable Making begin(ObjectSlot slot, TypeEntry version) {
        Making outer = HOLDER.get();
        HOLDER.set(new Making(slot, version.type().implementation()));
        return outer;
    }

    static void end(@Nullable Making outer) {
        if (outer == null) {
            HOLDER.remove();
        } else {
            HOLDER.set(outer);
        }
    }

    /** The object that this unknown instance will be the servant of; null if none of its class is being made here. */
    static @Nullable ObjectSlot of(Object candidate) {
        Making now = HOLDER.get();
        return now != null && now.implementation == candidate.getClass() ? now.slot : null;
    }
}
