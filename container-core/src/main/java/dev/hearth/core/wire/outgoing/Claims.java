package dev.hearth.core.wire.outgoing;

import dev.hearth.core.wire.marshal.StubAddress;
import dev.hearth.core.wire.marshal.WireId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What is claimed, or is to be, at one endpoint. Not thread-safe: {@link Leases} holds its lock around every use. */
final class Claims {

    /** Several failures in a row: the endpoint is taken for gone, and what was claimed there for lost. */
    private static final int MOST_FAILURES = 4;

    private static final int MOST_AT_ONCE = 1_000;

    private static final class Claim {
        int references;
        boolean asked;
        boolean held;

        boolean toClaim() {
            return references > 0 && asked && !held;
        }

        boolean toGiveUp() {
            return references == 0 && held;
        }
    }

    private final StubAddress address;
    private final Map<WireId, Claim> claims = new HashMap<>();
    private boolean busy;
    private boolean renewalDue;
    private boolean renewalScheduled;
    private int failures;

    /**
     * @param address that of any object at the endpoint
     */
    Claims(StubAddress address) {
        this.address = address;
    }

    StubAddress address() {
        return address;
    }

    void referenced(WireId id) {
        claims.computeIfAbsent(id, i -> new Claim()).references++;
    }

    void collected(WireId id) {
        Claim claim = claims.get(id);
        if (claim != null && --claim.references == 0 && !claim.held) {
            claims.remove(id);
        }
    }

    void ask(WireId id) {
        Claim claim = claims.get(id);
        if (claim != null) {
            claim.asked = true;
        }
    }

    /** Whether somebody is about to claim this object. */
    boolean underWay(WireId id) {
        Claim claim = claims.get(id);
        return busy && claim != null && claim.toClaim();
    }

    void renew() {
        renewalDue = holdsAny();
    }

    boolean renewalDue() {
        return renewalDue;
    }

    /** Takes the right to schedule the next renewal; false if one is scheduled or nothing is held. */
    boolean scheduleRenewal() {
        if (renewalScheduled || !holdsAny()) {
            return false;
        }
        renewalScheduled = true;
        return true;
    }

    void renewalStarts() {
        renewalScheduled = false;
    }

    /** Whether nothing is known of this endpoint any more. */
    boolean empty() {
        return claims.isEmpty() && !busy;
    }

    /** Takes the right to work for this endpoint, if there is work and nobody is at it. */
    boolean begin() {
        if (busy || !(renewalDue || anyOf(Claim::toClaim) || anyOf(Claim::toGiveUp))) {
            return false;
        }
        busy = true;
        return true;
    }

    void end() {
        busy = false;
    }

    List<WireId> toClaim() {
        return ids(Claim::toClaim);
    }

    List<WireId> toGiveUp() {
        return ids(Claim::toGiveUp);
    }

    void claimed(List<WireId> ids) {
        failures = 0;
        renewalDue = false;
        for (WireId id : ids) {
            claims.computeIfAbsent(id, i -> new Claim()).held = true;
        }
    }

    void givenUp(List<WireId> ids) {
        for (WireId id : ids) {
            Claim claim = claims.get(id);
            if (claim != null) {
                claim.held = false;
                claims.computeIfPresent(id, (i, c) -> c.references == 0 ? null : c);
            }
        }
    }

    /** A call failed. What was asked for is asked again at the next use, what is held is tried again for a while. */
    void failed() {
        renewalDue = false;
        boolean lost = ++failures >= MOST_FAILURES;
        for (Claim claim : claims.values()) {
            claim.asked = false;
            claim.held &= !lost;
        }
        claims.values().removeIf(claim -> claim.references == 0);
    }

    /** Whether there is something to renew in time. */
    boolean holdsAny() {
        return anyOf(claim -> claim.held);
    }

    private boolean anyOf(Predicate<Claim> condition) {
        return claims.values().stream().anyMatch(condition);
    }

    private List<WireId> ids(Predicate<Claim> condition) {
        List<WireId> ids = new ArrayList<>();
        for (Map.Entry<WireId, Claim> each : claims.entrySet()) {
            if (ids.size() < MOST_AT_ONCE && condition.test(each.getValue())) {
                ids.add(each.getKey());
            }
        }
        return ids;
    }
}
