package dev.hearth.core.adapter;

import org.jspecify.annotations.Nullable;

/**
 * The object whose servant the current thread is making.
 *
 * <p>A constructor or {@code @OnActivate} method that gives {@code this} away means the object that is being made: so it
 * has one identity, although the servant is not known yet.
 */
final class Making {

    private static final ThreadLocal<ObjectSlot> HOLDER = new ThreadLocal<>();

    private Making() {}

    /** Returns what was being made before, to be passed to {@link #end}. */
    static @Nullable ObjectSlot begin(ObjectSlot slot) {
        ObjectSlot outer = HOLDER.get();
        HOLDER.set(slot);
        return outer;
    }

    static void end(@Nullable ObjectSlot outer) {
        if (outer == null) {
            HOLDER.remove();
        } else {
            HOLDER.set(outer);
        }
    }

    /** The object that this unknown instance will be the servant of; null if none of its class is being made here. */
    static @Nullable ObjectSlot of(Object candidate) {
        ObjectSlot slot = HOLDER.get();
        return slot != null && slot.type().implementation() == candidate.getClass() ? slot : null;
    }
}
