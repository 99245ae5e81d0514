package dev.hearth.core.dispatch;

/** An object that turns wait for, as the bounds of the queues count it. Thread-safe. */
interface Wanted {

    /**
     * One more waits for it, whatever else it needs: its lane, a place in the pool, the single thread.
     *
     * @throws BusyException if too many wait
     */
    QueueBound.Entry queue();

    /** One that waited already waits for something else: it is not refused. */
    QueueBound.Entry queueAgain();
}
