package dev.hearth.core.identity;

import dev.hearth.core.call.Session;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A session that has not ended. Thread-safe. */
final class LiveSession implements Session {

    /** How much the time of the last call may be behind: not every call writes it. */
    private static final long COARSE_MILLIS = 100;

    private final int number;
    private final String id;
    private final String principal;
    private final String stamp;
    private final String peer;
    private final long since;
    private volatile Set<String> roles;
    private volatile long last;
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * @param number the secret one, in stubs
     * @param id for people
     * @param stamp changes with the password
     * @param since in milliseconds since 1970, as {@code last}, the time when the last call began or ended
     */
    LiveSession(int number, String id, User user, String stamp, String peer, long since, long last) {
        this.number = number;
        this.id = id;
        this.principal = user.name();
        this.roles = user.roles();
        this.stamp = stamp;
        this.peer = peer;
        this.since = since;
        this.last = last;
    }

    int number() {
        return number;
    }

    String id() {
        return id;
    }

    String stamp() {
        return stamp;
    }

    String peer() {
        return peer;
    }

    long since() {
        return since;
    }

    long last() {
        return last;
    }

    @Override
    public String principal() {
        return principal;
    }

    @Override
    public Set<String> roles() {
        return roles;
    }

    void roles(Set<String> now) {
        roles = now;
    }

    void used(long now) {
        if (now - last >= COARSE_MILLIS || now < last) {
            last = now;
        }
    }

    void callBegins() {
        calls.incrementAndGet();
    }

    void callEnds(long now) {
        used(now); // before it counts as idle
        calls.decrementAndGet();
    }

    /** Whether a call that belongs to it has not ended. */
    boolean inCall() {
        return calls.get() > 0;
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "session " + id + " of " + principal + " since " + Instant.ofEpochMilli(since);
    }
}
