package dev.hearth.core.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/** How many turns may wait: for one object, and in all. Thread-safe. */
final class QueueBound {

    private final int each;
    private final int all;
    private final AtomicInteger waiting = new AtomicInteger();

    QueueBound(int each, int all) {
        this.each = each;
        this.all = all;
    }

    /**
     * Counts one more.
     *
     * @param there how many wait for the object already
     * @throws BusyException if there is no room
     */
    void add(String object, int there) {
        if (there >= each) {
            throw new BusyException(
                    there + " calls wait for " + object + ", the most that threads.queue-per-object allows");
        }
        int now;
        do { // never above the bound for a moment, in which another one would be refused for nothing
            now = waiting.get();
            if (now >= all) {
                throw new BusyException(all + " calls wait, the most that threads.queue allows");
            }
        } while (!waiting.compareAndSet(now, now + 1));
    }

    /** Counts one that waited already, for something else: it is not refused. */
    void addAgain() {
        waiting.incrementAndGet();
    }

    void remove() {
        waiting.decrementAndGet();
    }

    /** How many wait now. */
    int waiting() {
        return waiting.get();
    }
}
