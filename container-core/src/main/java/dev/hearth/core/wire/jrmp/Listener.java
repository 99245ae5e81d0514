package dev.hearth.core.wire.jrmp;

import dev.hearth.api.hook.Peer;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Route;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections, on a thread of its own, and asks nobody: what takes time is done where they are read. */
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private static final int BACKLOG = 1024;
    private static final long LONGEST_CLOSE_MILLIS = 1_000;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocketChannel server;
    private final HearthConfig.Wire wire;
    private final Connections connections;
    private final Residents residents;
    private final Readers readers;
    private final SparseLog refusals;
    private final Thread thread = WireThreads.named(this::acceptAll, "hearth-wire-accept");

    Listener(
            ServerSocketChannel server,
            HearthConfig.Wire wire,
            Connections connections,
            Residents residents,
            Readers readers,
            SparseLog refusals) {
        this.server = server;
        this.wire = wire;
        this.connections = connections;
        this.residents = residents;
        this.readers = readers;
        this.refusals = refusals;
    }

    /**
     * Opens a port.
     *
     * @throws BindException if it can't be had; the message says what to do
     */
    static ServerSocketChannel bind(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("host " + host + " to listen on is not known; set another host");
        }
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            return server.bind(address, BACKLOG);
        } catch (IOException refused) {
            server.close();
            if (!(refused instanceof BindException)) {
                throw refused;
            }
            BindException clear = new BindException("can't listen on port " + port + " of " + host + ": "
                    + refused.getMessage() + "; stop who has it, or set another port");
            clear.initCause(refused);
            throw clear;
        }
    }

    void start() {
        thread.start();
    }

    private void acceptAll() {
        while (server.isOpen()) {
            try {
                welcome(server.accept());
            } catch (ClosedChannelException closed) {
                LOG.trace("the listener is closed");
            } catch (IOException | RuntimeException | Error failed) {
                LOG.error("a connection could not be accepted", failed);
                LockSupport.parkNanos(PAUSE); // most likely there are no more files or threads
            }
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        InetAddress address;
        Optional<String> refusal;
        try {
            address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            refusal = connections.reserve(address);
        } catch (IOException | RuntimeException gone) {
            channel.close();
            return;
        }
        if (refusal.isPresent()) {
            channel.close();
            refusals.info("refused a connection from " + address.getHostAddress() + ": " + refusal.get());
            return;
        }
        connected(channel, address);
    }

    private void connected(SocketChannel channel, InetAddress address) throws IOException {
        boolean resident = residents.reserveForNew();
        JrmpConnection connection;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            connection = new JrmpConnection(
                    channel, route(channel), wire.messageBytes(), connections, resident ? residents : readers);
        } catch (IOException gone) {
            LOG.debug("a connection from {} was lost at once", address, gone);
            channel.close();
            connections.giveUp(address);
            if (resident) {
                residents.giveUp();
            }
            return;
        }
        connections.add(connection);
        if (connections.draining()) {
            connection.close();
        }
        adopt(connection, resident);
    }

    private void adopt(JrmpConnection connection, boolean resident) {
        try {
            if (resident) {
                residents.adopt(connection);
            } else if (connection.open()) {
                readers.adopt(connection);
            }
        } catch (IOException | RuntimeException | Error failed) {
            LOG.error("the connection from {} could not be served", connection, failed);
            connection.close();
        }
    }

    private Route route(SocketChannel channel) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        Peer peer = new Peer(remote.getAddress(), remote.getPort(), Optional.empty());
        String host = wire.advertisedHost().orElseGet(() -> literal(local.getAddress()));
        return new Route(host, wire.advertisedPort() > 0 ? wire.advertisedPort() : local.getPort(), peer, 0);
    }

    /** Without the zone, which means something on this machine only. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Stops accepting; what was accepted lives on. When it returns, the port is free. */
    void close() {
        try {
            server.close();
        } catch (IOException failed) {
            LOG.warn("the object port could not be closed", failed);
        }
        try {
            thread.join(LONGEST_CLOSE_MILLIS); // the system call in progress keeps the port open
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
