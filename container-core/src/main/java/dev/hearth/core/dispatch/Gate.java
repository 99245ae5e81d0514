package dev.hearth.core.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Lets a bounded number of turns be in objects at the same time. Those that find no place wait in order of arrival, without
 * a thread and without a lane. Thread-safe.
 */
final class Gate {

    private final String setting;
    private final int places;
    private final int spare;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger lent = new AtomicInteger();
    private final ConcurrentLinkedQueue<Turn> waiting = new ConcurrentLinkedQueue<>();
    private final QueueBound bound;
    private final Executor threads;

    /**
     * @param setting the setting that bounds it, for messages
     * @param spare how many places may be lent by turns that wait outside
     * @param threads where turns run that could not run on the thread that brought them; never refuses as many as there are
     *     places
     */
    Gate(String setting, int places, int spare, QueueBound bound, Executor threads) {
        this.setting = setting;
        this.places = places;
        this.spare = spare;
        this.bound = bound;
        this.threads = threads;
    }

    boolean take() {
        while (true) {
            int now = taken.get();
            if (now >= places) {
                return false;
            }
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /**
     * Queues a turn that found no place.
     *
     * @param withPlace takes the turn when it has a place, on a thread of the gate's
     * @throws BusyException if too many wait
     */
    void queue(Turn turn, Consumer<Turn> withPlace) {
        bound.add("a place (" + setting + ": " + places + ")", 0);
        defer(turn, withPlace);
    }

    /** As {@link #queue} for a turn that waited already: it is not refused. */
    void defer(Turn turn, Consumer<Turn> withPlace) {
        turn.waitingFor("a place (" + setting + ")");
        waiting.add(turn);
        while (!waiting.isEmpty() && take()) {
            passOn(withPlace);
        }
    }

    /** Gives a place back, to the turn that waits longest if one does. */
    void give(Consumer<Turn> withPlace) {
        if (waiting.isEmpty()) {
            taken.decrementAndGet();
            while (!waiting.isEmpty() && take()) {
                passOn(withPlace);
            }
        } else {
            passOn(withPlace);
        }
    }

    /**
     * A turn that waits for another server gives its place to another meanwhile.
     *
     * @return takes the place back, above the bound if need be: who is in an object never waits for a place
     */
    Runnable lend(Consumer<Turn> withPlace) {
        if (lent.incrementAndGet() > spare) {
            lent.decrementAndGet();
            return () -> {};
        }
        give(withPlace);
        return () -> {
            taken.incrementAndGet();
            lent.decrementAndGet();
        };
    }

    private void passOn(Consumer<Turn> withPlace) {
        Turn next = waiting.poll();
        if (next == null) {
            taken.decrementAndGet();
            return;
        }
        bound.remove();
        threads.execute(() -> withPlace.accept(next));
    }

    void execute(Runnable work) {
        threads.execute(work);
    }

    String setting() {
        return setting;
    }
}
