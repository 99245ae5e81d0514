package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.ForgottenLocals;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of one shared thread: takes a connection that has bytes, and stays with it while calls keep coming.
 *
 * <p>It leaves after 16 calls or a millisecond when another connection waits for a thread. Where none does, it waits for
 * the next call for some milliseconds, and is called away if a connection comes that finds no other thread. A connection
 * whose calls keep coming is offered a thread of its own.
 */
final class ReaderThread implements Runnable, MessageInput.Waiting {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderThread.class);

    private static final int CALLS = 16;
    private static final long STAY = TimeUnit.MILLISECONDS.toNanos(1);

    /** Longer than a client on a busy machine takes from a reply to its next call: who goes back wakes two threads. */
    private static final long STAY_MILLIS = 20;

    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final ReadyConnections ready;
    private final Readers readers;
    private final Residents residents;
    private final Protocol protocol;
    private final Lookout lookout = new Lookout();
    private byte @Nullable [] buffer;
    private boolean arrived;
    private final ForgottenLocals.OfThread locals = new ForgottenLocals.OfThread();
    private volatile @Nullable JrmpConnection current;
    private volatile boolean awaitsMessage;
    private volatile boolean lingers;
    private volatile long since;

    ReaderThread(ReadyConnections ready, Readers readers, Residents residents, Protocol protocol) {
        this.ready = ready;
        this.readers = readers;
        this.residents = residents;
        this.protocol = protocol;
    }

    @Override
    public void run() {
        try (lookout) {
            Optional<JrmpConnection> next = ready.take(this);
            while (next.isPresent()) {
                serve(next.get());
                next = ready.take(this);
            }
        } catch (InterruptedException | IOException | RuntimeException | Error ours) {
            LOG.error("a thread that reads connections has failed", ours);
            JrmpConnection left = current;
            if (left != null) {
                left.close();
            }
        } finally {
            ready.ended(this);
        }
    }

    /** Has nothing to do: what deployments that have ended left on this thread need not wait for its next call. */
    void forget() {
        locals.forget();
    }

    /** Whether it asks for its first connection now; true once. */
    boolean arrives() {
        boolean first = !arrived;
        arrived = true;
        return first;
    }

    /** Whether it waits for the rest of a message. */
    boolean awaitsMessage() {
        return awaitsMessage;
    }

    long unfinishedFor(long now) {
        return awaitsMessage ? now - since : 0;
    }

    /** For how many nanoseconds it has been at the same call. */
    long busyFor(long now) {
        return current == null ? 0 : now - since;
    }

    /** Has it leave its connection if it waits there for a call that may never come; false if it does something else. */
    boolean callAway() {
        if (!lingers) {
            return false;
        }
        lingers = false;
        lookout.wake();
        return true;
    }

    Optional<JrmpConnection> connection() {
        return Optional.ofNullable(current);
    }

    private void serve(JrmpConnection connection) throws IOException {
        byte[] lent = buffer == null ? new byte[MessageInput.BUFFER_BYTES] : buffer;
        buffer = null;
        since = System.nanoTime();
        current = connection;
        connection.reader(Thread.currentThread());
        connection.input().attach(lent, this);
        Leaving leaving = converse(connection);
        lookout.release();
        current = null;
        if (leaving != Leaving.GONE) {
            buffer = connection.input().detach();
            connection.dropBuffer();
            if (leaving == Leaving.PROMOTE) {
                readers.handOver(connection, residents);
            } else {
                readers.resume(connection);
            }
        }
    }

    private enum Leaving {
        /** Another thread may have it already; it is not touched. */
        GONE,
        TO_SELECTOR,
        PROMOTE
    }

    private Leaving converse(JrmpConnection connection) {
        long start = since;
        int calls = 0;
        while (true) {
            locals.forget();
            switch (protocol.step(connection)) {
                case GONE -> {
                    return Leaving.GONE;
                }
                case GO_ON -> {}
                case CALLED -> {
                    calls++;
                    since = System.nanoTime();
                    Optional<Leaving> leaving = enough(connection, calls, since - start);
                    if (leaving.isPresent()) {
                        return leaving.get();
                    }
                }
                case NEED_BYTES -> {
                    if (!protocol.fill(connection)) {
                        if (!stay(connection)) {
                            return Leaving.TO_SELECTOR;
                        }
                        if (settlesIn(connection)) {
                            return Leaving.PROMOTE;
                        }
                    }
                }
            }
        }
    }

    private Optional<Leaving> enough(JrmpConnection connection, int calls, long elapsed) {
        if (connection.input().atHand()) {
            return Optional.empty();
        }
        connection.notes().called();
        if (settlesIn(connection)) {
            return Optional.of(Leaving.PROMOTE);
        }
        boolean longEnough = calls >= CALLS || elapsed >= STAY;
        return longEnough && ready.waiting() ? Optional.of(Leaving.TO_SELECTOR) : Optional.empty();
    }

    /**
     * Takes a place for a connection whose calls keep coming. Only while nobody writes to it: where an object's own thread
     * replies, that is when the next call is here.
     */
    private boolean settlesIn(JrmpConnection connection) {
        int calls = connection.notes().calls();
        return calls > 0
                && calls % CALLS == 0
                && connection.phase() == ConnectionState.Phase.IDLE
                && residents.reserveForBusy();
    }

    /** Waits a moment for the next call, where one may come soon; also while the last one is run by another thread. */
    private boolean stay(JrmpConnection connection) {
        if (!between(connection) || ready.waiting() || !connection.notes().worthwhile()) {
            return false;
        }
        try {
            return linger(connection);
        } catch (IOException closed) {
            LOG.trace("{} was closed while it was waited for", connection, closed);
            connection.close();
            return false;
        }
    }

    private static boolean between(JrmpConnection connection) {
        return switch (connection.phase()) {
            case IDLE, BUSY, WRITING, REPLIED -> !connection.notes().begun();
            case NEW, LINGERING, CLOSED -> false;
        };
    }

    private boolean linger(JrmpConnection connection) throws IOException {
        lingers = true; // before the question whether one waits, as it is asked after that one has come
        ready.lingering(true);
        try {
            if (!ready.waiting() && lookout.await(connection, STAY_MILLIS)) {
                return true;
            }
            if (lingers) {
                connection.notes().inVain();
            }
            return false;
        } finally {
            lingers = false;
            ready.lingering(false);
        }
    }

    /** Waits for the rest of a message; the watchdog ends it by closing the connection. */
    @Override
    public void awaitReadable() throws IOException {
        JrmpConnection connection = current;
        if (connection == null) {
            throw new IllegalStateException("arguments are read on the thread that brought the call");
        }
        since = System.nanoTime();
        awaitsMessage = true;
        ready.unfinished(true);
        try {
            while (!lookout.await(connection, LOOK_AGAIN_MILLIS)) {
                LOG.trace("{} still owes the rest of a message", connection);
            }
        } finally {
            ready.unfinished(false);
            awaitsMessage = false;
        }
    }
}
