package dev.hearth.core.wire.jrmp;

import dev.hearth.core.config.HearthConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all connections a few times a second and closes those whose peer keeps us waiting for too long.
 *
 * <p>It compares what it sees with what it saw, so that calls need not say when they begin. A time limit is kept to a
 * turn, an eighth of the shortest limit and at most a quarter of a second.
 */
final class Watchdog implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private static final long LONGEST_TURN = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SHORTEST_TURN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_LINGERING = TimeUnit.SECONDS.toNanos(5);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);
    private static final int TURNS = 8;

    /** In one turn. Those closed come back at once when their clients call, and again have to show that they are busy. */
    private static final int MOST_CLOSED = 16;

    private final Connections connections;
    private final Residents residents;
    private final Relays relays;
    private final Leases leases;
    private final LongSupplier nanos;
    private final SparseLog log;
    private final long handshakeLimit;
    private final long messageLimit;
    private final long lingeringLimit;
    private final long turn;
    private volatile boolean stopped;

    /** What the watchdog saw of a connection last; its own. */
    static final class Seen {
        private long word = -1;
        private long since;

        /** For how long this has been seen without a change. */
        private long unchangedFor(long now, long seen) {
            if (word != seen) {
                word = seen;
                since = now;
            }
            return now - since;
        }
    }

    Watchdog(
            HearthConfig.Wire wire,
            Connections connections,
            Residents residents,
            Relays relays,
            Leases leases,
            LongSupplier nanos,
            SparseLog log) {
        this.connections = connections;
        this.residents = residents;
        this.relays = relays;
        this.leases = leases;
        this.nanos = nanos;
        this.log = log;
        this.handshakeLimit = nanos(wire.handshakeTimeout());
        this.messageLimit = nanos(wire.messageTimeout());
        this.lingeringLimit = Math.min(messageLimit, LONGEST_LINGERING);
        long shortest = Math.min(handshakeLimit, lingeringLimit) / TURNS;
        this.turn = Math.max(SHORTEST_TURN, Math.min(LONGEST_TURN, shortest));
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(turn);
            try {
                look();
                leases.expire();
            } catch (RuntimeException | Error ours) {
                LOG.error("the object port's watchdog goes on after a failure", ours);
            }
        }
    }

    void stop() {
        stopped = true;
    }

    private void look() {
        long now = nanos.getAsLong();
        List<IdleResident> idle = new ArrayList<>();
        for (JrmpConnection connection : connections.all()) {
            long unchanged = look(connection, now);
            if (unchanged > IDLE && residents.contains(connection)) {
                idle.add(new IdleResident(connection, unchanged));
            }
        }
        relays.all().forEach(relay -> look(relay, now));
        idle.sort(Comparator.comparingLong(IdleResident::nanos).reversed());
        int wanted = Math.min(residents.wanted(), MOST_CLOSED);
        idle.subList(0, Math.min(wanted, idle.size())).forEach(IdleResident::close);
    }

    /** A connection with a thread of its own that has had nothing to do for so long. */
    private record IdleResident(JrmpConnection connection, long nanos) {

        void close() {
            if (connection.closeIfIdle()) {
                LOG.debug("closed the idle connection from {}, in favour of a busy one", connection);
            }
        }
    }

    /** Closes it if it is late; for how long it has been idle otherwise. */
    private long look(JrmpConnection connection, long now) {
        long word = connection.state().word();
        ConnectionState.Phase phase = ConnectionState.phase(word);
        boolean watched =
                phase != ConnectionState.Phase.BUSY || connection.input().unfinished();
        boolean owesRecord =
                phase == ConnectionState.Phase.IDLE && connection.transport().unfinished();
        long seen = !watched ? -1 : phase == ConnectionState.Phase.REPLIED ? ConnectionState.replyWord(word) : word;
        if (owesRecord) {
            seen = ~word;
        }
        long unchanged = connection.seen().unchangedFor(now, seen);
        switch (phase) {
            case NEW -> closeIf(unchanged >= handshakeLimit, connection, "it did not finish its handshake");
            case BUSY -> closeIf(watched && unchanged >= messageLimit, connection, "it did not finish its message");
            case WRITING, REPLIED -> closeIf(unchanged >= messageLimit, connection, "it did not take a reply");
            case LINGERING -> closeIf(unchanged >= lingeringLimit, connection, "");
            case IDLE -> closeIf(owesRecord && unchanged >= messageLimit, connection, "it did not finish a TLS record");
            case CLOSED -> {}
        }
        return phase == ConnectionState.Phase.IDLE ? unchanged : 0;
    }

    private void look(Relay relay, long now) {
        long write = relay.write();
        long unchanged = relay.seen().unchangedFor(now, write);
        if (write != Relay.NO_WRITE && unchanged >= messageLimit) {
            relays.abandon(relay);
            log.info("closed a connection from " + relay + ": it did not take a reply in time");
        }
    }

    private void closeIf(boolean late, JrmpConnection connection, String why) {
        if (late) {
            connection.close();
            if (!why.isEmpty()) {
                log.info("closed a connection from " + connection + ": " + why + " in time");
            }
        }
    }
}
