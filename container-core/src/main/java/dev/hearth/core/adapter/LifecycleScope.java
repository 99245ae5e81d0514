package dev.hearth.core.adapter;

import org.jspecify.annotations.Nullable;

/**
 * The lifecycle method that the current thread runs while no call is in the object: at deployment, at rest, at its end.
 *
 * <p>What such a method calls belongs to the turn in which it runs. Bound to the thread by whoever gives it that turn; while a
 * call runs, its {@link CallScope} is what counts.
 */
public interface LifecycleScope {

    /** What the objects that the method calls change. */
    Transaction transaction();

    /** The lifecycle method that this thread is in, outside of calls; null if it is in none. */
    static @Nullable LifecycleScope current() {
        return CallScope.current() == null ? CurrentScope.HOLDER.get().lifecycle : null;
    }

    /**
     * Binds a lifecycle method's turn to this thread.
     *
     * @return what was bound before, to be bound again afterwards
     */
    static @Nullable LifecycleScope bind(@Nullable LifecycleScope scope) {
        CurrentScope holder = CurrentScope.HOLDER.get();
        LifecycleScope before = holder.lifecycle;
        holder.lifecycle = scope;
        return before;
    }
}
