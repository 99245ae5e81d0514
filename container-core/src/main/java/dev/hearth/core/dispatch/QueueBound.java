package dev.hearth.core.dispatch;

import dev.hearth.api.Threading;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How many turns may wait: for one object, for all objects of a threading policy, and in all. Thread-safe. */
final class QueueBound {

    private final int each;
    private final int policy;
    private final int all;
    private final Map<Threading, AtomicInteger> ofPolicy = new EnumMap<>(Threading.class); // not changed any more
    private final AtomicInteger waiting = new AtomicInteger();

    QueueBound(int each, int policy, int all) {
        this.each = each;
        this.policy = policy;
        this.all = all;
        for (Threading threading : Threading.values()) {
            ofPolicy.put(threading, new AtomicInteger());
        }
    }

    /** A turn that waits: counted until it {@link #leave}s, which it does once. */
    final class Entry {
        private final AtomicInteger ofObject;
        private final AtomicInteger ofItsPolicy;

        private Entry(AtomicInteger ofObject, AtomicInteger ofItsPolicy) {
            this.ofObject = ofObject;
            this.ofItsPolicy = ofItsPolicy;
        }

        void leave() {
            ofObject.decrementAndGet();
            ofItsPolicy.decrementAndGet();
            waiting.decrementAndGet();
        }
    }

    /**
     * Counts one more.
     *
     * @param ofObject how many wait for the object
     * @throws BusyException if there is no room
     */
    Entry add(String object, AtomicInteger ofObject, Threading threading) {
        AtomicInteger ofItsPolicy = count(threading);
        take(ofObject, each, "for " + object, "threads.queue-per-object");
        try {
            take(ofItsPolicy, policy, "for " + text(threading) + " objects", "threads.queue-per-policy");
            try {
                take(waiting, all, "in all", "threads.queue");
            } catch (BusyException full) {
                ofItsPolicy.decrementAndGet();
                throw full;
            }
        } catch (BusyException full) {
            ofObject.decrementAndGet();
            throw full;
        }
        return new Entry(ofObject, ofItsPolicy);
    }

    private static void take(AtomicInteger count, int most, String forWhat, String setting) {
        int now;
        do { // never above the bound for a moment, in which another one would be refused for nothing
            now = count.get();
            if (now >= most) {
                throw new BusyException(most + " calls wait " + forWhat + ", the most that " + setting + " allows");
            }
        } while (!count.compareAndSet(now, now + 1));
    }

    /** Counts one that waited already, for something else: it is not refused. */
    Entry addAgain(AtomicInteger ofObject, Threading threading) {
        AtomicInteger ofItsPolicy = count(threading);
        ofObject.incrementAndGet();
        ofItsPolicy.incrementAndGet();
        waiting.incrementAndGet();
        return new Entry(ofObject, ofItsPolicy);
    }

    private AtomicInteger count(Threading threading) {
        AtomicInteger count = ofPolicy.get(threading);
        if (count == null) {
            throw new IllegalStateException("no count of " + threading);
        }
        return count;
    }

    private static String text(Threading threading) {
        return threading.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many wait now. */
    int waiting() {
        return waiting.get();
    }
}
