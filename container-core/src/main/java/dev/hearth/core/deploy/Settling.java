package dev.hearth.core.deploy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** For how long things have been as they are. Used by one thread; as large as the deploy folder is. */
final class Settling {

    private record Seen(String state, long since) {}

    private final LongSupplier nanos;
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param nanos a clock that only goes forward */
    Settling(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long this thing has been in this state, as far as was looked; zero if it was in another a look ago. */
    Duration quiet(String thing, String state) {
        long now = nanos.getAsLong();
        Seen before = seen.get(thing);
        if (before == null || !before.state().equals(state)) {
            seen.put(thing, new Seen(state, now));
            return Duration.ZERO;
        }
        return Duration.ofNanos(now - before.since());
    }

    /** It has been dealt with: the next look is the first. */
    void forget(String thing) {
        seen.remove(thing);
    }

    /** Forgets all things but these. */
    void keep(Set<String> things) {
        seen.keySet().retainAll(things);
    }
}
