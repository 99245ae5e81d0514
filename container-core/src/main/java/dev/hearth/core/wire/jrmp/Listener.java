package dev.hearth.core.wire.jrmp;

import dev.hearth.api.hook.Peer;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Route;
import dev.hearth.core.wire.transport.PlainTransport;
import dev.hearth.core.wire.transport.Tls;
import dev.hearth.core.wire.transport.Transport;
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
final class Listener implements FurtherPorts.Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private static final int BACKLOG = 1024;
    private static final long LONGEST_CLOSE_MILLIS = 1_000;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocketChannel server;
    private final HearthConfig.Wire wire;
    private final Optional<Tls> tls;
    private final boolean secure;
    private final Connections connections;
    private final Residents residents;
    private final Readers readers;
    private final SparseLog refusals;
    private final int objectPort;
    private final Thread thread = WireThreads.named(this::acceptAll, "hearth-wire-accept");

    /**
     * @param objectPort the object port, if this listens on another; 0 for the object port itself
     * @param tls what the object port speaks; empty for plain connections
     * @param secure whether this one speaks the same
     */
    Listener(
            int objectPort,
            ServerSocketChannel server,
            HearthConfig.Wire wire,
            Optional<Tls> tls,
            boolean secure,
            Connections connections,
            Residents residents,
            Readers readers,
            SparseLog refusals) {
        this.objectPort = objectPort;
        this.server = server;
        this.wire = wire;
        this.tls = tls;
        this.secure = secure;
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

    /**
     * Takes a connection that was accepted elsewhere, for which a place was taken already.
     *
     * @param reached the address by which the peer has reached us
     * @throws IOException if it can't be had; the place is still taken
     */
    void take(SocketChannel channel, InetAddress reached, Peer peer) throws IOException {
        connected(channel, new PlainTransport(channel), route(reached, port(), peer));
    }

    private void connected(SocketChannel channel, InetAddress address) throws IOException {
        Route route;
        try {
            route = route(channel);
        } catch (IOException gone) {
            channel.close();
            connections.giveUp(address);
            return;
        }
        connected(channel, transport(channel), route);
    }

    private void connected(SocketChannel channel, Transport transport, Route route) throws IOException {
        InetAddress address = route.peer().address();
        boolean resident = residents.reserveForNew();
        JrmpConnection connection;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            connection = new JrmpConnection(transport, route, wire, connections, resident ? residents : readers);
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

    private Transport transport(SocketChannel channel) {
        return secure && tls.isPresent() ? tls.get().accepted(channel) : new PlainTransport(channel);
    }

    private Route route(SocketChannel channel) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        Peer peer = new Peer(remote.getAddress(), remote.getPort(), Optional.empty());
        return route(local.getAddress(), local.getPort(), peer);
    }

    /** Stubs name the object port, whichever the client has come through: that stays. */
    private Route route(InetAddress reached, int port, Peer peer) {
        String host = wire.advertisedHost().orElseGet(() -> literal(reached));
        int named = wire.advertisedPort() > 0 ? wire.advertisedPort() : objectPort > 0 ? objectPort : port;
        return new Route(host, named, peer, 0, tls.map(Tls::stubs).orElse(null));
    }

    /** What stubs name for somebody who has not connected. */
    Route unasked(InetAddress host) throws IOException {
        return route(host, port(), Peer.LOCAL);
    }

    /** Without the zone, which means something on this machine only. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    @Override
    public int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Stops accepting; what was accepted lives on. When it returns, the port is free. */
    @Override
    public void close() {
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
