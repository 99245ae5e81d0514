package dev.hearth.core.adapter;

import dev.hearth.core.call.ExportPorts;
import org.jspecify.annotations.Nullable;

/**
 * The object whose servant the current thread is making.
 *
 * <p>A constructor or {@code @OnActivate} method that gives {@code this} away means the object that is being made: so it
 * has one identity, although the servant is not known yet.
 */
final class Making {

    private static final ThreadLocal<Making> HOLDER = new ThreadLocal<>();

    private final @Nullable Making outer;
    private final ObjectSlot slot;
    private final Class<?> implementation;
    private final boolean beside;
    private ExportPorts.@Nullable Use port;

    private Making(@Nullable Making outer, ObjectSlot slot, Class<?> implementation, boolean beside) {
        this.outer = outer;
        this.slot = slot;
        this.implementation = implementation;
        this.beside = beside;
    }

    /**
     * The current thread begins; {@link #end} follows.
     *
     * @param beside whether the object has another servant, which goes on
     */
    static Making begin(ObjectSlot slot, TypeEntry version, boolean beside) {
        Making begun = new Making(HOLDER.get(), slot, version.type().implementation(), beside);
        HOLDER.set(begun);
        return begun;
    }

    /** @param whole whether it was made; otherwise the port that it has asked for is closed */
    void end(boolean whole) {
        if (outer == null) {
            HOLDER.remove();
        } else {
            HOLDER.set(outer);
        }
        if (!whole && port != null) {
            port.close();
        }
    }

    /** The object that this unknown instance will be the servant of; null if none of its class is being made here. */
    static @Nullable ObjectSlot of(Object candidate) {
        Making now = making(candidate);
        return now == null ? null : now.slot;
    }

    private static @Nullable Making making(Object candidate) {
        Making now = HOLDER.get();
        return now != null && now.implementation == candidate.getClass() ? now : null;
    }

    /** What makes this instance beside another servant of the same object; null if nothing does. */
    static @Nullable Making besideAnother(Object candidate) {
        Making now = making(candidate);
        return now != null && now.beside ? now : null;
    }

    /** Where the object's stubs are to point when the servant that is being made is its own. */
    void port(ExportPorts.Use opened) {
        port = opened;
    }

    ExportPorts.@Nullable Use port() {
        return port;
    }
}
