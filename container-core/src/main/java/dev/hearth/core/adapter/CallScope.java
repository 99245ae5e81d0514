package dev.hearth.core.adapter;

import dev.hearth.api.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The call that the current thread is in, as the object and its surroundings see it.
 *
 * <p>Bound to the thread by whoever runs the object, for the time that the object runs.
 */
public interface CallScope {

    /** Who calls. */
    Caller caller();

    /** The object that is called. */
    ObjectSlot slot();

    /** What the chain of calls changes. */
    Transaction transaction();

    /** The call that this thread is in; null if it is in none. */
    static @Nullable CallScope current() {
        return CurrentScope.HOLDER.get().bound;
    }

    /**
     * Binds a call to this thread.
     *
     * @return what was bound before, to be bound again afterwards
     */
    static @Nullable CallScope bind(@Nullable CallScope scope) {
        CurrentScope holder = CurrentScope.HOLDER.get();
        CallScope before = holder.bound;
        holder.bound = scope;
        return before;
    }
}
