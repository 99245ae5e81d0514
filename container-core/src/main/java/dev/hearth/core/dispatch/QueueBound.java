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
        if (waiting.incrementAndGet() > all) {
            waiting.decrementAndGet();
            throw new BusyException(all + " calls wait, the most that threads.queue allows");
        }
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
