package dev.hearth.core.wire.jrmp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * The connections that are carried through sockets of hosted code, and how many may be ({@code exports.factory-connections}).
 *
 * <p>Thread-safe.
 */
final class Relays {

    private final Semaphore places;
    private final Set<Relay> open = ConcurrentHashMap.newKeySet();
    private final Executor threads;

    /**
     * @param most how many there may be at the same time, at all ports
     * @param threads starts each task at once
     */
    Relays(int most, Executor threads) {
        this.places = new Semaphore(most);
        this.threads = threads;
    }

    /** Takes a place; {@link #start} or {@link #giveUp} follows where there was one. */
    boolean reserve() {
        return places.tryAcquire();
    }

    /** Gives back a place for which no relay was started. */
    void giveUp() {
        places.release();
    }

    /**
     * Starts one in a reserved place, which its end gives back; if it can't be started, the place is still taken.
     *
     * @param givenUp runs if the endpoint does not get the connection
     */
    void start(Relay relay, Runnable givenUp) {
        open.add(relay);
        try {
            relay.start(givenUp);
        } catch (RuntimeException | Error noThread) {
            open.remove(relay);
            throw noThread;
        }
    }

    /** Both directions have ended. */
    void ended(Relay relay) {
        open.remove(relay);
        places.release();
    }

    /** A view that may be walked while they come and go. */
    Set<Relay> all() {
        return open;
    }

    /** Ends one whose peer takes nothing, on another thread: closing such a socket is hosted code, which may wait. */
    void abandon(Relay relay) {
        threads.execute(relay::abandon);
        open.remove(relay);
    }
}
