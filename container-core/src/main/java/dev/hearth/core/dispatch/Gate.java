package dev.hearth.core.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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
    private final AtomicInteger keptOutside = new AtomicInteger();
    private final ConcurrentLinkedQueue<Turn> waiting = new ConcurrentLinkedQueue<>();
    private final QueueBound bound;
    private final Executor threads;

    /**
     * @param setting the setting that bounds it, for messages
     * @param spare how many places may be lent by turns that wait outside
     * @param threads where turns run that could not run on the thread that brought them; bounded by the places alone, since
     *     a thread that has given its place back may not be idle yet when the next one is wanted
     */
    Gate(String setting, int places, int spare, QueueBound bound, Executor threads) {
        this.setting = setting;
        this.places = places;
        this.spare = spare;
        this.bound = bound;
        this.threads = threads;
    }

    /** Takes a place for a turn that has just come; never before those that wait already. */
    boolean enter() {
        return waiting.isEmpty() && take();
    }

    /** Takes a place for a turn whose lane is free now, or whose chain runs already. */
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
        await(turn, withPlace);
    }

    /** As {@link #queue} for a turn that waited already: it is not refused. */
    void defer(Turn turn, Consumer<Turn> withPlace) {
        bound.addAgain();
        await(turn, withPlace);
    }

    private void await(Turn turn, Consumer<Turn> withPlace) {
        turn.waitingFor("a place (" + setting + ")");
        waiting.add(turn);
        serve(withPlace);
    }

    /** Takes a turn out of the queue; false if it is not there any more. */
    boolean withdraw(Turn turn) {
        if (!waiting.remove(turn)) {
            return false;
        }
        bound.remove();
        return true;
    }

    /** Gives a place back, to the turn that waits longest if one does and the gate is not above its bound. */
    void give(Consumer<Turn> withPlace) {
        taken.decrementAndGet();
        serve(withPlace);
    }

    /** Whoever adds a turn or gives a place looks here afterwards, so that the two never miss each other. */
    private void serve(Consumer<Turn> withPlace) {
        while (!waiting.isEmpty() && take()) {
            Turn next = waiting.poll();
            if (next == null) {
                taken.decrementAndGet();
            } else {
                bound.remove();
                start(next, withPlace);
            }
        }
    }

    private void start(Turn turn, Consumer<Turn> withPlace) {
        try {
            execute(() -> withPlace.accept(turn));
        } catch (BusyException noThread) {
            taken.decrementAndGet();
            turn.refuse(noThread);
        }
    }

    /**
     * A turn that waits for another server gives its place to another meanwhile; past the bound of such turns it keeps it, but
     * the last place is never kept. What is waited for may be a client that calls in again, and with all places kept its call
     * would wait in turn for those who wait for it.
     *
     * @return takes the place back, above the bound if need be: who is in an object never waits for a place
     * @throws BusyException if it would keep the last place
     */
    Runnable lend(Consumer<Turn> withPlace) {
        if (lent.incrementAndGet() > spare) {
            lent.decrementAndGet();
            return keep();
        }
        give(withPlace);
        return () -> {
            taken.incrementAndGet();
            lent.decrementAndGet();
        };
    }

    private Runnable keep() {
        if (keptOutside.incrementAndGet() < places) {
            return keptOutside::decrementAndGet;
        }
        keptOutside.decrementAndGet();
        throw new BusyException("all places but this one (" + setting + ": " + places
                + ") are kept by calls that wait for callbacks or other servers"
                + (spare == 0 ? "" : ", and " + spare + " have given theirs away (threads.spare)"));
    }

    /**
     * Runs work that has a place, on a thread of the gate's.
     *
     * @throws BusyException if the machine has no thread for it; the place is the caller's to give back
     */
    void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException | OutOfMemoryError none) {
            throw new BusyException("no thread could be made (" + setting + ": " + none.getMessage() + ")");
        }
    }

    String setting() {
        return setting;
    }

    /** How many places are taken now. */
    int taken() {
        return taken.get();
    }
}
