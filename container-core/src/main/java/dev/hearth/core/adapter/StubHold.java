package dev.hearth.core.adapter;

import dev.hearth.core.call.Departure;
import java.net.InetAddress;

/** Holds a transient object for one stub of it that has left. Immutable. */
final class StubHold implements Departure {

    private final ObjectSlot slot;
    private final InetAddress to;
    private final long untilNanos;

    StubHold(ObjectSlot slot, InetAddress to, long untilNanos) {
        this.slot = slot;
        this.to = to;
        this.untilNanos = untilNanos;
    }

    InetAddress to() {
        return to;
    }

    long untilNanos() {
        return untilNanos;
    }

    /** A receiver that goes on without a lease may be one that makes none: then the time decides. */
    @Override
    public void arrived() {
        if (slot.leased()) {
            slot.stubHolds().close(this);
        }
    }
}
