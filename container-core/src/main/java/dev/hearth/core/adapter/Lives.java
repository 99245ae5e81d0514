package dev.hearth.core.adapter;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.call.Departure;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.config.HearthConfig;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transient objects that nobody holds any more.
 *
 * <p>A transient object is held by its leases, by each stub that has left until its receiver is heard of ({@link
 * StubHolds}), and by a call without a lease, the last two for a bounded time ({@code objects.linger}). When the last hold is
 * gone the object ends within a second. Objects that are bound stay until undeployment, those with a
 * bound name until they have none; those that code has exported are left to it then ({@link Dozing}).
 *
 * <p>Clients renew what they hold from before a restart without naming it, so that nobody knows of it: an object whose stubs
 * outlast a restart, and that had any before this one, does not end until a whole lease has passed since.
 *
 * <p>One thread of its own looks at objects when their time comes. Thread-safe.
 */
final class Lives implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lives.class);
    private static final long AGAIN_NANOS = Duration.ofMillis(200).toNanos();
    private static final long REFERENCED_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final ObjectAdapter adapter;
    private final Dozing dozing;
    private final long lingerNanos;
    private final long leaseNanos;
    private final DelayQueue<Visit> visits = new DelayQueue<>();

    /**
     * The numbers of types' own transient objects that clients have leases on: such a number outlives its object, and clients
     * go on renewing what they hold without naming it. Bounded by the leases.
     */
    @GuardedBy("claimed")
    private final Set<Long> claimed = new HashSet<>();

    private final Thread thread = new Thread(this::run, "hearth-lives");
    private volatile long startedNanos;
    private volatile boolean closed;

    Lives(ObjectAdapter adapter, Dozing dozing, HearthConfig.Objects config, Duration lease) {
        this.adapter = adapter;
        this.dozing = dozing;
        this.lingerNanos = config.linger().toNanos();
        this.leaseNanos = lease.toNanos();
        thread.setDaemon(true);
    }

    void start() {
        startedNanos = System.nanoTime();
        thread.start();
    }

    /** A stub is about to leave, to nobody knows whom. */
    void stubLeaves(ObjectSlot slot) {
        if (ends(slot)) {
            hold(slot);
        }
    }

    Departure stubLeft(@Nullable ObjectSlot slot, InetAddress to) {
        if (slot == null || !ends(slot) || slot.condemned() || (slot.exported() && named(slot))) {
            return Departure.UNHELD;
        }
        StubHold hold = new StubHold(slot, to, System.nanoTime() + lingerNanos);
        slot.stubHolds().add(hold);
        dozing.wake(slot);
        again(slot, hold.untilNanos());
        return hold;
    }

    /** A call on an object without a lease holds it for a while. */
    void called(ObjectSlot slot) {
        if (!slot.leased()
                && ends(slot)
                && !slot.condemned()
                && slot.heldUntilNanos() - System.nanoTime() < lingerNanos / 2) {
            hold(slot);
        }
    }

    /**
     * Stubs may have left by a way that nobody sees, such as a file: no client's claim says that the last of them has arrived.
     */
    void stubsLeaveUnseen(ObjectSlot slot) {
        if (ends(slot) && !slot.condemned()) {
            long until = System.nanoTime() + lingerNanos;
            slot.stubHolds().addUncounted(until);
            dozing.wake(slot);
            again(slot, until);
        }
    }

    private void hold(ObjectSlot slot) {
        slot.holdUntil(System.nanoTime() + lingerNanos);
        dozing.wake(slot);
        if (slot.schedule()) {
            visits.add(new Visit(slot, slot.heldUntilNanos()));
        }
    }

    /** A client has claimed the object: calls without a lease don't hold it any more, nor the stub that this client got. */
    void leased(long number, InetAddress by) {
        ObjectSlot slot = adapter.finder().leasable(number);
        if (slot != null && slot.typesOwn() && !slot.persistent()) {
            synchronized (claimed) {
                claimed.add(number);
            }
            slot = adapter.finder().leasable(number); // another, if that one has ended meanwhile
        }
        if (slot != null && !slot.condemned()) {
            slot.leased(true);
            slot.stubHolds().oweWord();
            dozing.wake(slot);
            slot.holdUntil(System.nanoTime());
            slot.stubHolds().claimed(by);
        }
    }

    /** The object's last lease is gone. */
    void released(long number) {
        synchronized (claimed) {
            claimed.remove(number);
        }
        ObjectSlot slot = adapter.inMemory(number); // only now: one that appears later is not claimed any more
        if (slot != null) {
            slot.leased(false);
            visits.add(new Visit(slot, System.nanoTime()));
        }
    }

    /** An object is in memory: where clients hold an earlier one of its number, they hold this one. */
    void appeared(ObjectSlot slot) {
        if (slot.typesOwn() && !slot.persistent()) {
            synchronized (claimed) {
                if (claimed.contains(slot.number())) {
                    slot.leased(true);
                }
            }
        }
    }

    /** No bound name holds the object any more. */
    void unnamed(ObjectSlot slot) {
        if (slot.exported()) {
            stubsLeaveUnseen(slot); // those that have left while it had one
        } else {
            visits.add(new Visit(slot, System.nanoTime()));
        }
    }

    /** Hosted code gets a reference, and holds the object by what this returns. */
    Object referenceGiven(ObjectSlot slot) {
        Object hold = slot.stubHolds().reference();
        dozing.wake(slot);
        again(slot, System.nanoTime() + Math.min(lingerNanos, REFERENCED_NANOS));
        return hold;
    }

    /** A transient object has asked for its own end. */
    void removeLater(ObjectSlot slot) {
        slot.condemn();
        slot.unbind();
        slot.leased(false);
        slot.holdUntil(System.nanoTime());
        visits.add(new Visit(slot, System.nanoTime()));
    }

    /** A persistent object was removed and is in no table any more: its servant ends when no call is in it. */
    void endRemoved(ObjectSlot slot) {
        visits.add(new Visit(slot, System.nanoTime()));
    }

    Dozing dozing() {
        return dozing;
    }

    /** Whether something keeps a transient object alive now. */
    boolean held(ObjectSlot slot) {
        return kept(slot) || nanosHeld(slot, System.nanoTime()) > 0;
    }

    /** Whether it is held until further notice; whoever comes after the object has asked for its end is too late. */
    private boolean kept(ObjectSlot slot) {
        return !slot.condemned() && ((slot.bound() && !slot.exported()) || slot.leased() || named(slot));
    }

    private static boolean ends(ObjectSlot slot) {
        return !slot.persistent() && (!slot.bound() || slot.exported());
    }

    private void run() {
        while (!closed) {
            try {
                Visit due = visits.poll(LOOK_NANOS, TimeUnit.NANOSECONDS);
                if (due != null) {
                    visit(due);
                }
                dozing.collected(this::removeLater);
            } catch (InterruptedException stop) {
                LOG.debug("interrupted: to stop, or by the method of an object that has ended");
            } catch (RuntimeException | Error fault) {
                LOG.error("ending an object failed", fault);
            }
        }
    }

    private void visit(Visit visit) {
        ObjectSlot slot = visit.slot;
        if (slot == null) {
            return;
        }
        slot.scheduled();
        if (slot.persistent()) {
            if (slot.removed() && !adapter.ends().endServant(slot)) {
                again(slot);
            }
        } else if (!slot.isGone() && !kept(slot)) {
            long now = System.nanoTime();
            long held = nanosHeld(slot, now);
            if (held > 0) {
                again(slot, now + held);
            } else if (slot.exported() && !slot.condemned()) {
                if ((slot.incarnate() || slot.stubHolds().owesWord())
                        && !adapter.ends().leaveToCode(slot)) {
                    again(slot);
                }
            } else if (!adapter.ends().endUnheld(slot)) {
                again(slot);
            }
        }
    }

    private long nanosHeld(ObjectSlot slot, long now) {
        if (slot.condemned()) {
            return 0;
        }
        long held = Math.max(slot.heldUntilNanos() - now, slot.stubHolds().nanosLeft(now));
        if (slot.stubHolds().referenced()) {
            held = Math.max(held, Math.min(lingerNanos, REFERENCED_NANOS));
        }
        return adapter.mayBeHeldFromBefore(slot) ? Math.max(held, startedNanos + leaseNanos - now) : held;
    }

    /** Whether a bound name holds it. */
    boolean named(ObjectSlot slot) {
        return !slot.condemned() && adapter.boundNames().holds(slot.number());
    }

    /** Of a version that is gone for good nothing is looked at any more, and nothing keeps it for that. */
    void forget(Deployment version) {
        visits.forEach(visit -> visit.forget(version));
    }

    /** Whether looks at objects of this version are to come. */
    boolean plans(Deployment version) {
        return visits.stream().anyMatch(visit -> visit.isOf(version));
    }

    /** A call came first: looks at the object again soon. */
    void again(ObjectSlot slot) {
        again(slot, System.nanoTime() + AGAIN_NANOS);
    }

    private void again(ObjectSlot slot, long atNanos) {
        if (slot.schedule()) {
            visits.add(new Visit(slot, atNanos));
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** A look at an object when its time comes. */
    private static final class Visit implements Delayed {

        private final long atNanos;

        /** Null once it is pointless: to take it out of the queue would take as long as there are others. */
        private volatile @Nullable ObjectSlot slot;

        Visit(ObjectSlot slot, long atNanos) {
            this.slot = slot;
            this.atNanos = atNanos;
        }

        boolean isOf(Deployment version) {
            ObjectSlot known = slot;
            return known != null && known.isOf(version);
        }

        /** An object that was removed may still have its servant: that one ends as planned. */
        void forget(Deployment version) {
            ObjectSlot known = slot;
            if (known != null && known.isOf(version) && (known.isGone() || !known.incarnate())) {
                slot = null;
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return other instanceof Visit visit
                    ? Long.signum(atNanos - visit.atNanos)
                    : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
