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
 * <p>Rings of slots that are made once, after Dmitry Vyukov's bounded queue: a slot's sequence says whose turn it is. A
 * call's thread claims a slot with one compare-and-set, fills in references and numbers, and publishes it; it makes no
 * object, takes no lock and wakes nobody. When its ring is full the call is not logged, and counted. There are several
 * rings, so that processors don't take the same memory from each other at every call; each thread has one of them.
 *
 * <p>{@link #offer} is for any number of threads; {@link #peek} and {@link #release} for one, to whom calls come in the order
 * in which they ended, but for those that end in the same moment.
 */
final class AccessRing {

    private static final VarHandle SEQUENCE;

    /** A small log has one ring, and holds what it says. */
    private static final int LARGE = 1_024;

    private static final int RINGS = 4;

    static {
        try {
            SEQUENCE = MethodHandles.lookup().findVarHandle(Slot.class, "sequence", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Ring[] rings;
    private final AtomicLong lost = new AtomicLong();
    private Ring oldest; // only the reading thread's

    /**
     * Makes an empty ring.
     *
     * @param capacity how many calls it holds at least, if all its threads are as busy; rounded up to a power of two
     */
    AccessRing(int capacity) {
        int size = capacity <= 1 ? 2 : Integer.highestOneBit(capacity - 1) << 1;
        rings = new Ring[size >= LARGE ? RINGS : 1];
        for (int i = 0; i < rings.length; i++) {
            rings[i] = new Ring(size / rings.length);
        }
        oldest = rings[0];
    }

    int capacity() {
        return rings.length * rings[0].slots.length;
    }

    /** Takes note of a call, or counts it as lost if its ring is full. Never waits. */
    void offer(LoggedCall call) {
        // Everything is asked of the call before a slot is claimed: a claimed slot must be published.
        long id = call.id();
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

        Ring ring = rings[(int) Thread.currentThread().getId() & (rings.length - 1)];
        long claimed = ring.claim();
        if (claimed < 0) {
            lost.getAndIncrement();
            return;
        }
        Slot slot = ring.slot(claimed);
        slot.id = id;
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

    /** The call that ended first of those that were not released, or null. Valid until {@link #release}. */
    @Nullable
    Slot peek() {
        Slot first = null;
        for (Ring ring : rings) {
            Slot head = ring.peek();
            if (head != null && (first == null || head.endNanos() - first.endNanos() < 0)) {
                first = head;
                oldest = ring;
            }
        }
        return first;
    }

    /** Gives the slot of the last {@link #peek} back. */
    void release() {
        oldest.release();
    }

    /** How many calls were lost since {@link #takeLost} was asked last. */
    long lost() {
        return lost.get();
    }

    /** How many calls were lost since the last time this was asked. */
    long takeLost() {
        return lost.get() == 0 ? 0 : lost.getAndSet(0);
    }

    private static final class Ring {
        private final Slot[] slots;
        private final int mask;
        private final AtomicLong tail = new AtomicLong();
        private long head; // only the reading thread's

        Ring(int size) {
            mask = size - 1;
            slots = new Slot[size];
            for (int i = 0; i < size; i++) {
                slots[i] = new Slot(i);
            }
        }

        Slot slot(long position) {
            return slots[(int) position & mask];
        }

        /** Takes the next slot; negative if the writer has not yet read what was put there one round ago. */
        long claim() {
            while (true) {
                long next = tail.get();
                long ahead = (long) SEQUENCE.getAcquire(slot(next)) - next;
                if (ahead < 0) {
                    return -1;
                }
                if (ahead == 0 && tail.compareAndSet(next, next + 1)) {
                    return next;
                }
            }
        }

        @Nullable
        Slot peek() {
            Slot slot = slot(head);
            return (long) SEQUENCE.getAcquire(slot) == head + 1 ? slot : null;
        }

        void release() {
            Slot slot = slot(head);
            slot.peer = Peer.LOCAL; // an idle log must not hold on to a certificate
            SEQUENCE.setRelease(slot, head + slots.length);
            head++;
        }
    }

    /** A call, as the writer sees it. */
    static final class Slot {
        @SuppressWarnings("unused") // through SEQUENCE
        private volatile long sequence;

        long id;
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

        private long endNanos() {
            return startNanos + elapsedNanos;
        }
    }
}
