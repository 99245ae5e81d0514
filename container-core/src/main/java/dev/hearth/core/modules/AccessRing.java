package dev.hearth.core.modules;

import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Carries what the access log needs to know of a call from the calls' threads to the one thread that writes.
 *
 * <p>A ring of slots that are made once, after Dmitry Vyukov's bounded queue: a slot's sequence says whose turn it is. A
 * call's thread claims a slot with one compare-and-set, fills in references and numbers, and publishes it; it makes no
 * object, takes no lock and wakes nobody. When the ring is full the call is not logged, and counted.
 *
 * <p>{@link #offer} is for any number of threads; {@link #peek} and {@link #release} for one.
 */
final class AccessRing {

    private static final VarHandle SEQUENCE;

    static {
        try {
            SEQUENCE = MethodHandles.lookup().findVarHandle(Slot.class, "sequence", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Slot[] slots;
    private final int mask;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private long head; // only the reading thread's

    /**
     * Makes an empty ring.
     *
     * @param capacity how many calls it holds at least; rounded up to a power of two
     */
    AccessRing(int capacity) {
        int size = capacity <= 1 ? 2 : Integer.highestOneBit(capacity - 1) << 1;
        mask = size - 1;
        slots = new Slot[size];
        for (int i = 0; i < size; i++) {
            slots[i] = new Slot(i);
        }
    }

    int capacity() {
        return slots.length;
    }

    /** Takes note of a call, or counts it as lost if the ring is full. Never waits. */
    void offer(LoggedCall call) {
        // Everything is asked of the call before a slot is claimed: a claimed slot must be published.
        long startNanos = call.startNanos();
        long elapsedNanos = call.elapsed().toNanos();
        Peer peer = call.peer();
        boolean local = call.local();
        String object = call.object();
        String method = call.method();
        String principal = call.principal();
        Outcome outcome = call.outcome();
        Throwable error = outcome.error();
        String errorName = error == null ? null : error.getClass().getName(); // kept by the class, not made anew

        long claimed = claim();
        if (claimed < 0) {
            lost.getAndIncrement();
            return;
        }
        Slot slot = slots[(int) claimed & mask];
        slot.startNanos = startNanos;
        slot.elapsedNanos = elapsedNanos;
        slot.peer = peer;
        slot.local = local;
        slot.object = object;
        slot.method = method;
        slot.principal = principal;
        slot.kind = outcome.kind();
        slot.error = errorName;
        SEQUENCE.setRelease(slot, claimed + 1);
    }

    private long claim() {
        while (true) {
            long next = tail.get();
            long ahead = (long) SEQUENCE.getAcquire(slots[(int) next & mask]) - next;
            if (ahead < 0) {
                return -1; // the writer has not yet read what was put here one round ago
            }
            if (ahead == 0 && tail.compareAndSet(next, next + 1)) {
                return next;
            }
        }
    }

    /** The oldest call that was not released, or null. Valid until {@link #release}. */
    @Nullable
    Slot peek() {
        Slot slot = slots[(int) head & mask];
        return (long) SEQUENCE.getAcquire(slot) == head + 1 ? slot : null;
    }

    /** Gives the slot of the last {@link #peek} back. */
    void release() {
        Slot slot = slots[(int) head & mask];
        slot.peer = Peer.LOCAL; // an idle log must not hold on to a certificate
        SEQUENCE.setRelease(slot, head + slots.length);
        head++;
    }

    /** How many calls were lost since the last time this was asked. */
    long takeLost() {
        return lost.get() == 0 ? 0 : lost.getAndSet(0);
    }

    /** A call, as the writer sees it. */
    static final class Slot {
        @SuppressWarnings("unused") // through SEQUENCE
        private volatile long sequence;

        long startNanos;
        long elapsedNanos;
        Peer peer = Peer.LOCAL;
        boolean local;
        String object = "";
        String method = "";
        String principal = "";
        Outcome.Kind kind = Outcome.Kind.RESULT;

        @Nullable
        String error;

        private Slot(long sequence) {
            this.sequence = sequence;
        }
    }
}
