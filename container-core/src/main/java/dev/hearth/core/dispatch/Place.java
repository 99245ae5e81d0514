package dev.hearth.core.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.adapter.Attachment;
import dev.hearth.core.adapter.ObjectSlot;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An object's lane, how many wait for it, and its thread where it has one. Thread-safe. */
final class Place implements Attachment, Wanted {

    private final ObjectSlot slot;
    private final Lane lane;
    private final ObjectThreads threads;
    private final QueueBound bound;
    private final AtomicInteger waiting = new AtomicInteger();

    @GuardedBy("this")
    private @Nullable ObjectThread own;

    Place(ObjectSlot slot, ObjectThreads threads, QueueBound bound, StoreRoom room) {
        this.slot = slot;
        this.lane = new Lane(slot.name(), slot.persistent() ? room : StoreRoom.ALWAYS);
        this.threads = threads;
        this.bound = bound;
    }

    Lane lane() {
        return lane;
    }

    @Override
    public QueueBound.Entry queue() {
        return bound.add(slot.name(), waiting, slot.type().threading());
    }

    @Override
    public QueueBound.Entry queueAgain() {
        return bound.addAgain(waiting, slot.type().threading());
    }

    /**
     * The object's own thread, started at the first request.
     *
     * @throws BusyException if there are too many
     */
    synchronized ObjectThread thread() {
        if (own == null) {
            own = threads.startFor(slot.name());
        }
        return own;
    }

    @Override
    public void runInTurn(Runnable lifecycleMethod, Runnable inUse) {
        switch (slot.type().threading()) {
            case PER_OBJECT -> turn(lane, null, lifecycleMethod, inUse).on(thread());
            case SINGLE ->
                turn(threads.singleLane(), slot.persistent() ? lane : null, lifecycleMethod, inUse)
                        .on(threads.single());
            default -> turn(lane, null, lifecycleMethod, inUse).here();
        }
    }

    private LifecycleTurns.LifecycleTurn turn(
            Lane waitedFor, @Nullable Lane besides, Runnable lifecycleMethod, Runnable inUse) {
        return threads.lifecycle().new LifecycleTurn(this, slot, waitedFor, besides, lifecycleMethod, inUse);
    }

    @Override
    public synchronized void rested() {
        if (own != null) {
            own.stop();
            own = null;
            threads.ended();
        }
    }
}
