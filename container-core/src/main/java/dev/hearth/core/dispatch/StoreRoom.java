package dev.hearth.core.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Whether the store has room for what more chains would change, and the lanes whose first waiter wants to know.
 *
 * <p>Where there is none, a chain that owns no persistent object yet waits in the queue of the first that it wants to change.
 * Chains that own one go on: others wait for them. Thread-safe.
 */
final class StoreRoom {

    /** Of lanes that have nothing to do with the store. */
    static final StoreRoom ALWAYS = new StoreRoom(() -> true, Runnable::run);

    private final BooleanSupplier hasRoom;
    private final Consumer<Runnable> whenRoom;

    @GuardedBy("this")
    private Set<Lane> stalled = new LinkedHashSet<>();

    /**
     * @param hasRoom whether there is room now; asked often
     * @param whenRoom calls back once when there is; at once if there is already
     */
    StoreRoom(BooleanSupplier hasRoom, Consumer<Runnable> whenRoom) {
        this.hasRoom = hasRoom;
        this.whenRoom = whenRoom;
    }

    boolean refuses(Waiter waiter) {
        return waiter.mayChange() && !hasRoom.getAsBoolean();
    }

    /** The lane is to be tried again when there is room. Called without locks. */
    void stalled(Lane lane) {
        synchronized (this) {
            stalled.add(lane);
            if (stalled.size() > 1) {
                return; // asked already
            }
        }
        whenRoom.accept(this::resume);
    }

    private void resume() {
        Set<Lane> all;
        synchronized (this) {
            all = stalled;
            stalled = new LinkedHashSet<>();
        }
        all.forEach(Lane::tryAgain);
    }
}
