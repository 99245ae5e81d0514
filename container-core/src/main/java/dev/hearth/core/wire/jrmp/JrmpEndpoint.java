package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Marshaller;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.transport.Tls;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The object port: takes calls from unmodified JDK clients to a {@link CallEntry}, and their outcomes back.
 *
 * <p>Started once, closed once. Thread-safe.
 */
public final class JrmpEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JrmpEndpoint.class);

    private final String host;
    private final int wantedPort;
    private final HearthConfig.Wire wire;
    private final Optional<Tls> tls;
    private final HearthConfig.Threads limits;
    private final Connections connections;
    private final WireThreads threads = new WireThreads();
    private final SparseLog refusals;
    private final ReadyConnections ready;
    private final Residents residents;
    private final Protocol protocol;
    private final Watchdog watchdog;
    private @Nullable Readers readers;
    private @Nullable Listener listener;

    /**
     * An endpoint that is not open yet.
     *
     * @param tls what the port speaks; empty for plain connections
     */
    public JrmpEndpoint(
            String host,
            int port,
            HearthConfig.Wire wire,
            Optional<Tls> tls,
            HearthConfig.Threads threads,
            CallEntry entry,
            Marshaller marshaller,
            ObjectIds ids,
            ObjectReferences objects) {
        this(host, port, wire, tls, threads, entry, marshaller, ids, objects, System::nanoTime);
    }

    /**
     * The same, with a clock that leases and time limits go by.
     *
     * @param nanos as {@link System#nanoTime()}
     */
    public JrmpEndpoint(
            String host,
            int port,
            HearthConfig.Wire wire,
            Optional<Tls> tls,
            HearthConfig.Threads threads,
            CallEntry entry,
            Marshaller marshaller,
            ObjectIds ids,
            ObjectReferences objects,
            LongSupplier nanos) {
        this.host = host;
        this.wantedPort = port;
        this.wire = wire;
        this.tls = tls;
        this.limits = threads;
        this.connections = new Connections(wire);
        this.refusals = new SparseLog(LOG, nanos);
        SparseLog closings = new SparseLog(LOG, nanos);
        Leases leases = new Leases(
                objects,
                wire.lease(),
                new Leases.Bounds(wire.leasesPerClient(), wire.leasesPerAddress(), wire.clientsPerAddress()),
                nanos);
        LeaseCalls leaseCalls = new LeaseCalls(leases, ids, marshaller);
        this.protocol =
                new Protocol(entry, marshaller, ids, leaseCalls, connections, new SparseLog(LOG, nanos), refusals);
        this.residents = new Residents(threads.resident(), this.threads, protocol);
        this.ready = new ReadyConnections(threads, this.threads, closings);
        this.watchdog = new Watchdog(wire, connections, residents, leases, nanos, closings);
    }

    /**
     * Opens the port.
     *
     * @throws java.net.BindException if the port can't be had; the message says what to do
     */
    public synchronized void start() throws IOException {
        if (listener != null) {
            throw new IllegalStateException("the object port is started once");
        }
        Readers shared = new Readers(Selector.open(), ready, threads);
        try {
            listener =
                    new Listener(Listener.bind(host, wantedPort), wire, tls, connections, residents, shared, refusals);
        } catch (IOException refused) {
            shared.close();
            throw refused;
        }
        readers = shared;
        ready.threads(all -> new ReaderThread(all, shared, residents, protocol));
        WireThreads.named(shared, "hearth-wire-select").start();
        WireThreads.named(watchdog, "hearth-wire-watch").start();
        listener.start();
        LOG.debug("object port {} of {}, {} connections with threads of their own", port(), host, limits.resident());
    }

    /** The port that is open. */
    public synchronized int port() {
        if (listener == null) {
            throw new IllegalStateException("the object port is not open");
        }
        try {
            return listener.port();
        } catch (IOException closed) {
            throw new IllegalStateException("the object port is closed", closed);
        }
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /**
     * Accepts nothing more, closes what is idle, lets calls in progress reply and closes their connections then; a ping is
     * answered by closing, after which clients go elsewhere by themselves. Waits for that.
     *
     * @param limit how long to wait at most
     * @return whether all connections are closed
     */
    public boolean drain(Duration limit) throws InterruptedException {
        synchronized (this) {
            if (listener != null) {
                listener.close();
            }
        }
        connections.drain();
        return connections.awaitNone(limit);
    }

    /** Closes everything at once. Threads that are in objects come to their end when these return. */
    @Override
    public synchronized void close() {
        if (listener != null) {
            listener.close();
        }
        connections.drain();
        connections.closeAll();
        watchdog.stop();
        ready.close();
        if (readers != null) {
            readers.close();
        }
        threads.close();
    }
}
