package dev.hearth.core.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes chains one at a time, in order of arrival; chains that only read may share it.
 *
 * <p>A lane owns no thread: who waits lies in its queue. A chain that owns the lane enters again freely. A call of a running
 * chain takes a free lane even where others wait for a place in the pool besides, so that a running chain never waits for
 * anything but an owner.
 *
 * <p>A chain that may be the first change of many waits while the store has no room for more: {@link StoreRoom}.
 *
 * <p>The queue is bounded by the {@link Wanted} objects of those in it; a full one refuses at once. Thread-safe.
 */
final class Lane {

    private final String name;
    private final StoreRoom room;

    @GuardedBy("this")
    private @Nullable Chain owner;

    @GuardedBy("this")
    private int depth;

    @GuardedBy("this")
    private final List<Chain> sharers = new ArrayList<>(2);

    @GuardedBy("this")
    private final ArrayDeque<Waiter> waiting = new ArrayDeque<>(2);

    /** Whether the first in the queue waits for nothing but room in the store. */
    @GuardedBy("this")
    private boolean stalled;

    Lane(String name) {
        this(name, StoreRoom.ALWAYS);
    }

    Lane(String name, StoreRoom room) {
        this.name = name;
        this.room = room;
    }

    /**
     * Takes the lane for a chain, or puts the waiter into the queue.
     *
     * @return whether the lane is the chain's now
     * @throws BusyException if the queue is full, or the chain must not wait
     */
    boolean enter(Waiter waiter) {
        boolean lacksRoom;
        synchronized (this) {
            if (holds(waiter.chain())) {
                depth += owner == null ? 0 : 1;
                return true;
            }
            boolean shared = waiter.shared();
            boolean free = (waiting.isEmpty() || waiter.nested()) && compatible(shared);
            lacksRoom = free && room.refuses(waiter);
            if (free && !lacksRoom) {
                take(waiter.chain(), shared);
                return true;
            }
            if (!waiter.mayWait()) {
                throw new BusyException(
                        name + " is in use, and a lifecycle method of an object that is about to rest or to"
                                + " end can't wait for it");
            }
            waiter.queues();
            waiting.add(waiter);
            stalled |= lacksRoom;
        }
        if (lacksRoom) {
            room.stalled(this);
        }
        return false;
    }

    @GuardedBy("this")
    private boolean holds(Chain chain) {
        return owner == chain || sharers.contains(chain);
    }

    @GuardedBy("this")
    private boolean compatible(boolean shared) {
        return owner == null && (shared || sharers.isEmpty());
    }

    @GuardedBy("this")
    private void take(Chain chain, boolean shared) {
        if (shared) {
            sharers.add(chain);
        } else {
            owner = chain;
            depth = 1;
        }
    }

    /** The chain leaves the lane once; it is free when left as often as entered. */
    void leave(Chain chain) {
        List<Waiter> granted;
        synchronized (this) {
            if (owner != chain) {
                throw new IllegalStateException(chain + " does not own the lane of " + name);
            }
            if (--depth > 0) {
                return;
            }
            owner = null;
            granted = next();
        }
        tell(granted);
    }

    /** The chain leaves the lane, however often it entered. */
    void leaveForGood(Chain chain) {
        List<Waiter> granted;
        synchronized (this) {
            if (owner == chain) {
                owner = null;
                depth = 0;
            } else if (!sharers.remove(chain)) {
                throw new IllegalStateException(chain + " is not in the lane of " + name);
            }
            granted = next();
        }
        tell(granted);
    }

    /** There is room in the store, or was a moment ago. */
    void tryAgain() {
        List<Waiter> granted;
        synchronized (this) {
            granted = next();
        }
        tell(granted);
    }

    private void tell(List<Waiter> granted) {
        granted.forEach(Waiter::granted);
        boolean again;
        synchronized (this) {
            again = stalled;
        }
        if (again) {
            room.stalled(this);
        }
    }

    @GuardedBy("this")
    private List<Waiter> next() {
        stalled = false;
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Waiter> granted = new ArrayList<>(1);
        while (!waiting.isEmpty()) {
            boolean shared = waiting.element().shared();
            if (!compatible(shared)) {
                break;
            }
            if (room.refuses(waiting.element())) {
                stalled = true;
                break;
            }
            Waiter waiter = waiting.remove();
            waiter.leavesQueue();
            if (waiter.accept()) {
                take(waiter.chain(), shared);
                granted.add(waiter);
            }
        }
        return granted;
    }

    /**
     * The owner, who stays, lets in who is first in the queue; where nobody waits any more, it leaves. So nobody who comes
     * meanwhile overtakes one who waits.
     *
     * @return who was let in, to be told by {@link Waiter#granted}; null if the owner has left
     */
    synchronized @Nullable Waiter letBy() {
        for (Waiter first = waiting.poll(); first != null; first = waiting.poll()) {
            first.leavesQueue();
            if (first.accept()) {
                sharers.add(first.chain());
                return first;
            }
        }
        owner = null;
        depth = 0;
        return null;
    }

    /** Takes a waiter out of the queue; false if it is not there any more. */
    boolean withdraw(Waiter waiter) {
        List<Waiter> granted;
        synchronized (this) {
            if (!waiting.remove(waiter)) {
                return false;
            }
            waiter.leavesQueue();
            granted = next();
        }
        tell(granted);
        return true;
    }

    /** Takes the lane for a chain if nobody holds it; does not wait. */
    synchronized boolean tryEnter(Chain chain) {
        if (!compatible(false)) {
            return false;
        }
        take(chain, false);
        return true;
    }

    /** Whether the chain has the lane to itself. */
    synchronized boolean ownedBy(Chain chain) {
        return owner == chain;
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Whether the waiter is in the queue. */
    synchronized boolean queued(Waiter waiter) {
        return waiting.contains(waiter);
    }

    /** The chains that hold the lane now. */
    synchronized List<Chain> holders() {
        return owner == null ? List.copyOf(sharers) : List.of(owner);
    }

    @Override
    public String toString() {
        return name;
    }
}
