package dev.hearth.core.wire.jrmp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.ExportPorts;
import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Reference;
import dev.hearth.core.call.StubRefs;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Marshaller;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.Route;
import dev.hearth.core.wire.marshal.Stubs;
import dev.hearth.core.wire.transport.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.RemoteRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
public final class JrmpEndpoint implements ExportPorts, StubRefs, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JrmpEndpoint.class);

    private final String host;
    private final int wantedPort;
    private final HearthConfig.Wire wire;
    private final Optional<Tls> tls;
    private final HearthConfig.Exports exports;
    private final HearthConfig.Threads limits;
    private final Connections connections;
    private final ObjectIds ids;

    /** What stubs name for somebody who has not connected, where nothing is advertised; null until it is asked for. */
    private volatile @Nullable InetAddress shown;

    private final WireThreads threads = new WireThreads();
    private final SparseLog refusals;
    private final ReadyConnections ready;
    private final Residents residents;
    private final Protocol protocol;
    private final Relays relays;
    private final Watchdog watchdog;
    private @Nullable Readers readers;
    private @Nullable Listener listener;
    private @Nullable FurtherPorts further;
    private final Listening listening = new Listening();

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
            HearthConfig.Exports exports,
            CallEntry entry,
            Marshaller marshaller,
            ObjectIds ids,
            ObjectReferences objects) {
        this(host, port, wire, tls, threads, exports, entry, marshaller, ids, objects, System::nanoTime);
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
            HearthConfig.Exports exports,
            CallEntry entry,
            Marshaller marshaller,
            ObjectIds ids,
            ObjectReferences objects,
            LongSupplier nanos) {
        this.host = host;
        this.wantedPort = port;
        this.ids = ids;
        this.wire = wire;
        this.tls = tls;
        this.limits = threads;
        this.exports = exports;
        this.connections = new Connections(wire, entry);
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
        this.relays = new Relays(exports.factoryConnections(), this.threads);
        this.watchdog = new Watchdog(wire, connections, residents, relays, leases, nanos, closings);
    }

    /**
     * Takes the port; who connects waits until the endpoint is started. From now on other ports can be opened beside it.
     *
     * @throws java.net.BindException if the port can't be had; the message says what to do
     */
    public synchronized void bind() throws IOException {
        if (listener != null) {
            throw new IllegalStateException("the object port is opened once");
        }
        Readers shared = new Readers(Selector.open(), ready, threads);
        try {
            listener = new Listener(
                    0, Listener.bind(host, wantedPort), wire, tls, true, connections, residents, shared, refusals);
        } catch (IOException refused) {
            shared.close();
            throw refused;
        }
        readers = shared;
        further = new FurtherPorts(exports.ports(), new Opener(port(), listener, shared));
        ready.threads(all -> new ReaderThread(all, shared, residents, protocol));
    }

    /**
     * Begins to serve, at the object port and those that were opened beside it; takes the port first if nobody has.
     *
     * @throws java.net.BindException if the port can't be had; the message says what to do
     */
    public synchronized void start() throws IOException {
        if (listener == null) {
            bind();
        }
        if (readers == null || listener == null) {
            throw new IllegalStateException("the object port is not open");
        }
        WireThreads.named(readers, "hearth-wire-select").start();
        WireThreads.named(watchdog, "hearth-wire-watch").start();
        listener.start();
        listening.start();
        LOG.debug("object port {} of {}, {} connections with threads of their own", port(), host, limits.resident());
    }

    @Override
    public Use open(
            Deployment asker,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory)
            throws IOException {
        return further().open(asker, port, clientFactory, serverFactory);
    }

    @Override
    public void takeOver(Deployment accepted) {
        further().takeOver(accepted);
    }

    @Override
    public RemoteRef to(Reference hosted) {
        return new Stubs(ids, unasked()).ref(hosted);
    }

    private Route unasked() {
        Listener open;
        synchronized (this) {
            open = listener;
        }
        if (open == null) {
            throw new IllegalStateException("the object port is not open");
        }
        try {
            return open.unasked(shown());
        } catch (IOException closed) {
            throw new IllegalStateException("no stub can say where " + host + " is", closed);
        }
    }

    /** To look it up may take long. */
    private InetAddress shown() throws UnknownHostException {
        if (wire.advertisedHost().isPresent()) {
            return InetAddress.getLoopbackAddress();
        }
        InetAddress known = shown;
        if (known == null) {
            InetAddress bound = InetAddress.getByName(host);
            known = bound.isAnyLocalAddress() ? InetAddress.getLocalHost() : bound;
            shown = known;
        }
        return known;
    }

    private synchronized FurtherPorts further() {
        if (further == null) {
            throw new IllegalStateException("the object port is not open");
        }
        return further;
    }

    /** Whether our stubs name this port now: the object port, or one that is open beside it. */
    public boolean listens(int port) {
        return port == port() || further().contains(port);
    }

    /** Listeners that were opened before the endpoint serves wait for that. */
    private static final class Listening {

        @GuardedBy("this")
        private @Nullable List<Runnable> waiting = new ArrayList<>();

        synchronized void add(Runnable start) {
            if (waiting == null) {
                start.run();
            } else {
                waiting.add(start);
            }
        }

        synchronized void start() {
            if (waiting != null) {
                waiting.forEach(Runnable::run);
            }
            waiting = null;
        }
    }

    /** Opens listeners that share everything with the object port's but the port. */
    private final class Opener implements FurtherPorts.Opener {

        private final int objectPort;
        private final Listener main;
        private final Readers shared;

        Opener(int objectPort, Listener main, Readers shared) {
            this.objectPort = objectPort;
            this.main = main;
            this.shared = shared;
        }

        @Override
        public int objectPort() {
            return objectPort;
        }

        @Override
        public FurtherPorts.Listening like(int port, boolean objectPorts) throws IOException {
            Listener opened = new Listener(
                    objectPort,
                    Listener.bind(host, port),
                    wire,
                    tls,
                    objectPorts,
                    connections,
                    residents,
                    shared,
                    refusals);
            listening.add(opened::start);
            return opened;
        }

        @Override
        public FurtherPorts.Listening with(RMIServerSocketFactory factory, int port) throws IOException {
            ServerSocket made = factory.createServerSocket(port);
            if (made == null) {
                throw new IOException(factory.getClass().getName() + " made no socket");
            }
            FactoryListener opened =
                    new FactoryListener(made, InetAddress.getByName(host), main, connections, relays, wire, refusals);
            listening.add(opened::start);
            return opened;
        }
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

    /** How many bytes of large messages are being read, or belong to calls that run; small ones are not counted. */
    long bytesInProgress() {
        return connections.bytes().now();
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
            stopAccepting();
        }
        connections.drain();
        return connections.awaitNone(limit);
    }

    private synchronized void stopAccepting() {
        if (further != null) {
            further.close();
        }
        if (listener != null) {
            listener.close();
        }
    }

    /** Closes everything at once. Threads that are in objects come to their end when these return. */
    @Override
    public synchronized void close() {
        stopAccepting();
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
