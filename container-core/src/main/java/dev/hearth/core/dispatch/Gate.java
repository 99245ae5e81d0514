package dev.hearth.core.dispatch;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a bounded number of turns be in objects at the same time. Those that find no place wait in order of arrival, without
 * a thread and without a lane. Thread-safe.
 */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final long LONG_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long TELL_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

    private final String setting;
    private final int places;
    private final int spare;
    private final int overtaken;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger lent = new AtomicInteger();
    private final AtomicInteger keptOutside = new AtomicInteger();
    private final AtomicInteger forfeited = new AtomicInteger();
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Function<Turn, Wanted> objects;
    private final Executor threads;
    private final Consumer<Turn> withPlace;

    /** When it was last told that turns wait for long. */
    private final AtomicLong toldNanos = new AtomicLong(System.nanoTime() - TELL_AGAIN_NANOS);

    private record Waiting(Turn turn, QueueBound.Entry entry, long sinceNanos) {}

    /**
     * @param setting the setting that bounds it, for messages
     * @param spare how many places may be lent by turns that wait outside
     * @param overtaken how many may be given away for good by turns that nobody waits for any more
     * @param objects what a turn wants, for the bounds of the queue
     * @param threads where turns run that could not run on the thread that brought them; bounded by the places alone, since
     *     a thread that has given its place back may not be idle yet when the next one is wanted
     * @param withPlace takes a turn that waited when it has a place, on one of these threads
     */
    Gate(
            String setting,
            int places,
            int spare,
            int overtaken,
            Function<Turn, Wanted> objects,
            Executor threads,
            Consumer<Turn> withPlace) {
        this.setting = setting;
        this.places = places;
        this.spare = spare;
        this.overtaken = overtaken;
        this.objects = objects;
        this.threads = threads;
        this.withPlace = withPlace;
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
     * @throws BusyException if too many wait
     */
    void queue(Turn turn) {
        await(turn, objects.apply(turn).queue());
    }

    /** As {@link #queue} for a turn that waited already: it is not refused. */
    void defer(Turn turn) {
        await(turn, objects.apply(turn).queueAgain());
    }

    private void await(Turn turn, QueueBound.Entry entry) {
        turn.waitingFor("a place (" + setting + ")");
        long now = System.nanoTime();
        tellIfOthersWaitForLong(now);
        waiting.add(new Waiting(turn, entry, now));
        serve();
    }

    /** What fills the places may wait for a call that finds none: somebody has to know. */
    private void tellIfOthersWaitForLong(long now) {
        Waiting oldest = waiting.peek();
        long told = toldNanos.get();
        if (oldest != null
                && now - oldest.sinceNanos > LONG_NANOS
                && now - told >= TELL_AGAIN_NANOS
                && toldNanos.compareAndSet(told, now)) {
            LOG.warn(
                    "all {} places of {} are taken, and calls wait for one for more than {} s: 'hearth ps' shows whose calls take"
                            + " them; objects whose calls wait for long want 'threading: per-request'",
                    places,
                    setting,
                    TimeUnit.NANOSECONDS.toSeconds(LONG_NANOS));
        }
    }

    /** Takes a turn out of the queue; false if it is not there any more. */
    boolean withdraw(Turn turn) {
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting each = all.next();
            if (each.turn == turn && waiting.remove(each)) {
                each.entry.leave();
                return true;
            }
        }
        return false;
    }

    /** Gives a place back, to the turn that waits longest if one does and the gate is not above its bound. */
    void give() {
        taken.decrementAndGet();
        serve();
    }

    /** Whoever adds a turn or gives a place looks here afterwards, so that the two never miss each other. */
    private void serve() {
        while (!waiting.isEmpty() && take()) {
            Waiting next = waiting.poll();
            if (next == null) {
                taken.decrementAndGet();
            } else {
                next.entry.leave();
                start(next.turn);
            }
        }
    }

    private void start(Turn turn) {
        try {
            execute(() -> withPlace.accept(turn));
        } catch (BusyException noThread) {
            taken.decrementAndGet();
            turn.refuse(noThread);
        }
    }

    /** Gives a place to another while its turn waits for another server; false if too many are lent. */
    boolean lend() {
        if (lent.incrementAndGet() > spare) {
            lent.decrementAndGet();
            return false;
        }
        give();
        return true;
    }

    /**
     * A turn that waits for another server keeps its place, but never the last one. What is waited for may be a client that
     * calls in again, and with all places kept its call would wait in turn for those who wait for it.
     *
     * @return to be run when it waits no longer
     * @throws BusyException if it would keep the last place
     */
    Runnable keep() {
        if (keptOutside.incrementAndGet() < places) {
            return keptOutside::decrementAndGet;
        }
        keptOutside.decrementAndGet();
        throw new BusyException("all places but this one (" + setting + ": " + places
                + ") are kept by calls that wait for callbacks or other servers"
                + (spare == 0 ? "" : ", and " + spare + " have given theirs away (threads.spare)"));
    }

    /** A turn has its lent place again, above the bound if need be: who is in an object never waits for a place. */
    void takeBack() {
        taken.incrementAndGet();
        lent.decrementAndGet();
    }

    /** Gives a place away for good while its turn goes on; false if too many are. */
    boolean forfeit() {
        if (forfeited.incrementAndGet() > overtaken) {
            forfeited.decrementAndGet();
            return false;
        }
        give();
        return true;
    }

    /** A turn that had given its place away has ended. */
    void forfeitEnds() {
        forfeited.decrementAndGet();
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

    /** How many turns go on without the place that they had. */
    int forfeited() {
        return forfeited.get();
    }
}
