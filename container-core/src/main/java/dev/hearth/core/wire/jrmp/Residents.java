package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.ForgottenLocals;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that have a thread of their own, which reads them blocking: the fastest way, for a bounded number
 * ({@code threads.resident}).
 *
 * <p>A place is taken before a connection comes and given back when the connection is closed.
 */
final class Residents implements JrmpConnection.Mode {

    private static final Logger LOG = LoggerFactory.getLogger(Residents.class);
    private static final int NEW_SHARE = 8;

    private final int places;
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<JrmpConnection> residents = ConcurrentHashMap.newKeySet();
    private final Executor threads;
    private final Protocol protocol;
    private final AtomicInteger wanted = new AtomicInteger();

    /** Takes threads from an executor that starts each task at once. */
    Residents(int places, Executor threads, Protocol protocol) {
        this.places = places;
        this.threads = threads;
        this.protocol = protocol;
    }

    /**
     * Takes a place for a connection that has just come, while less than an eighth are taken: a few clients are fast from
     * their first call on, and a crowd that does nothing, or trickles, leaves the places to those that are busy.
     */
    boolean reserveForNew() {
        return reserve((places + NEW_SHARE - 1) / NEW_SHARE);
    }

    private boolean reserve(int most) {
        int now = taken.get();
        while (now < most) {
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
            now = taken.get();
        }
        return false;
    }

    /** Takes a place for a connection that has shown to be busy; if there is none, it is noted that one is wanted. */
    boolean reserveForBusy() {
        boolean reserved = reserve(places);
        if (!reserved && places > 0) {
            wanted.incrementAndGet();
        }
        return reserved;
    }

    /** Gives back a place that no connection came for. */
    void giveUp() {
        taken.decrementAndGet();
    }

    /** Reads this connection from now on, in a reserved place. Its channel is registered nowhere. */
    void adopt(JrmpConnection connection) {
        residents.add(connection);
        connection.mode(this);
        try {
            connection.channel().configureBlocking(true);
        } catch (IOException gone) {
            connection.close();
        }
        if (connection.open()) {
            resume(connection);
        } else {
            closed(connection);
        }
    }

    /** How often a place was asked for in vain since the last question; a busy connection may have asked repeatedly. */
    int wanted() {
        return wanted.getAndSet(0);
    }

    boolean contains(JrmpConnection connection) {
        return residents.contains(connection);
    }

    @Override
    public void resume(JrmpConnection connection) {
        try {
            threads.execute(() -> read(connection));
        } catch (RuntimeException | Error noThread) {
            connection.close();
            throw noThread;
        }
    }

    private void read(JrmpConnection connection) {
        try {
            converse(connection);
        } catch (RuntimeException | Error ours) {
            LOG.error("closed the connection from {}: its thread has failed", connection, ours);
            connection.close();
        }
    }

    private void converse(JrmpConnection connection) {
        connection.reader(Thread.currentThread());
        connection.input().attach(new byte[MessageInput.BUFFER_BYTES], () -> {});
        ForgottenLocals.OfThread locals = new ForgottenLocals.OfThread();
        Step step;
        do {
            locals.forget();
            step = protocol.step(connection);
            if (step == Step.NEED_BYTES) {
                protocol.fill(connection);
            }
        } while (step != Step.GONE);
        connection.readerLeaves(Thread.currentThread());
    }

    @Override
    public void mayBlock(Runnable write) {
        threads.execute(write);
    }

    @Override
    public void awaitWritable(JrmpConnection connection) {
        throw new IllegalStateException("a blocking channel has written in part");
    }

    @Override
    public void closed(JrmpConnection connection) {
        if (residents.remove(connection)) {
            taken.decrementAndGet();
        }
    }
}
