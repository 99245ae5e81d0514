package dev.hearth.core.adapter;

import dev.hearth.api.Attribute;
import dev.hearth.api.Caller;
import dev.hearth.core.call.IncomingCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The call that the current thread is in, as the object and its surroundings see it.
 *
 * <p>Bound to the thread by whoever runs the object, for the time that the object runs.
 */
public interface CallScope {

    /** Who calls. */
    Caller caller();

    /** The call as whoever brought it knows it. */
    IncomingCall incoming();

    /** Whether hosted code makes the call, inside the container. */
    boolean local();

    /** What a module has set for the call, or for one further up in its chain. */
    <T> Optional<T> attribute(Attribute<T> key);

    /** The object that is called. */
    ObjectSlot slot();

    /** What the chain of calls changes. */
    Transaction transaction();

    /**
     * A call of this object's to another one that is over and was kept by nobody: it may be used again for the next one. Null
     * if there is none.
     */
    @Nullable
    IncomingCall usedCall();

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
        if (before == null) {
            holder.forget();
        }
        holder.bound = scope;
        return before;
    }
}
