package dev.hearth.core.identity;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often logins failed lately, for each user and each address. Past a few failures the next attempt is refused until a
 * time has passed, which doubles with each failure, and then only one is let in at a time.
 *
 * <p>Nobody waits here: who is too early is turned away at once. Names that no user has count alike. Bounded: of more than
 * {@value #MOST} users and addresses those are forgotten that tried longest ago. Thread-safe.
 */
final class Attempts {

    static final int MOST = 10_000;

    private static final long FIRST_WAIT = 1_000;
    private static final int ADDRESS_FACTOR = 4;
    private static final int FORGET_AFTER_WAITS = 15;

    /** What one network gives one machine of it to choose from. */
    private static final int IPV6_NETWORK = 8;

    private final int free;
    private final long longestWait;
    private final LongSupplier millis;

    @GuardedBy("this")
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    /** Of one user or address; guarded by the attempts. */
    private static final class Failures {
        private final int free;
        private int count;
        private long last;
        private int trying;

        Failures(int free) {
            this.free = free;
        }
    }

    /**
     * @param free how many failures of a user cost nothing
     * @param millis the time, from any beginning
     */
    Attempts(int free, Duration longestWait, LongSupplier millis) {
        this.free = free;
        this.longestWait = longestWait.toMillis();
        this.millis = millis;
    }

    /** One attempt. */
    interface Attempt {

        /** The password was right. */
        void succeeded();

        /** It was not. */
        void failed();

        /** Nobody looked at it. */
        void withdrawn();
    }

    /** Begins an attempt; null if it is too early for another. */
    @org.jspecify.annotations.Nullable
    synchronized Attempt begin(String user, InetAddress address) {
        List<Failures> both = List.of(
                failures.computeIfAbsent("user " + user, unseen -> new Failures(free)),
                failures.computeIfAbsent("address " + network(address), unseen -> new Failures(free * ADDRESS_FACTOR)));
        long now = millis.getAsLong();
        for (Failures each : both) {
            if (!mayTry(each, now)) {
                return null;
            }
        }
        both.forEach(each -> each.trying++);
        return new Trying(both);
    }

    /** How many users and addresses are remembered. */
    synchronized int size() {
        return failures.size();
    }

    private boolean mayTry(Failures tried, long now) {
        if (tried.count > 0 && now - tried.last > FORGET_AFTER_WAITS * Math.max(longestWait, FIRST_WAIT)) {
            tried.count = 0;
        }
        int beyond = tried.count - tried.free;
        if (beyond < 0) {
            return tried.count == 0 || tried.count + tried.trying < tried.free;
        }
        long wait = Math.min(longestWait, FIRST_WAIT << Math.min(beyond, Long.SIZE / 2));
        return tried.trying == 0 && now - tried.last >= wait;
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK))
                : address.getHostAddress();
    }

    /** An attempt that has begun, with what it counts for: the user first. */
    private final class Trying implements Attempt {
        private final List<Failures> counted;

        Trying(List<Failures> counted) {
            this.counted = counted;
        }

        /** The address's failures stay: one good user must not pay for the guesses at others. */
        @Override
        public void succeeded() {
            synchronized (Attempts.this) {
                counted.forEach(each -> each.trying--);
                counted.get(0).count = 0;
            }
        }

        @Override
        public void failed() {
            synchronized (Attempts.this) {
                long now = millis.getAsLong();
                for (Failures each : counted) {
                    each.trying--;
                    each.count++;
                    each.last = now;
                }
            }
        }

        @Override
        public void withdrawn() {
            synchronized (Attempts.this) {
                counted.forEach(each -> each.trying--);
            }
        }
    }
}
