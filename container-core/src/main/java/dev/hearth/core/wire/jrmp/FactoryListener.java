package dev.hearth.core.wire.jrmp;

import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections at a socket that a factory of hosted code made, on a thread of its own, and has each carried to the
 * endpoint by a {@link Relay}.
 *
 * <p>A factory may listen on every address. Only connections that reach an address which the object port listens on too are
 * taken, so that hosted code can't open the container further than its configuration does.
 */
final class FactoryListener implements FurtherPorts.Listening {

    private static final Logger LOG = LoggerFactory.getLogger(FactoryListener.class);
    private static final long LONGEST_CLOSE_MILLIS = 1_000;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocket server;
    private final InetAddress bound;
    private final Listener endpoint;
    private final Connections connections;
    private final Relays relays;
    private final HearthConfig.Wire wire;
    private final SparseLog refusals;
    private final Thread thread;

    /**
     * @param bound the address that the object port is bound to
     * @param endpoint takes the connections
     * @param relays those of all such listeners
     */
    FactoryListener(
            ServerSocket server,
            InetAddress bound,
            Listener endpoint,
            Connections connections,
            Relays relays,
            HearthConfig.Wire wire,
            SparseLog refusals) {
        this.server = server;
        this.bound = bound;
        this.endpoint = endpoint;
        this.connections = connections;
        this.relays = relays;
        this.wire = wire;
        this.refusals = refusals;
        this.thread = WireThreads.named(this::acceptAll, "hearth-wire-accept-" + server.getLocalPort());
    }

    void start() {
        thread.start();
    }

    @Override
    public int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                acceptNext();
            } catch (IOException | RuntimeException | Error failed) {
                if (!server.isClosed()) {
                    LOG.error("a connection could not be accepted at port {}", server.getLocalPort(), failed);
                    LockSupport.parkNanos(PAUSE); // most likely there are no more files or threads
                }
            }
        }
    }

    private void acceptNext() throws IOException {
        Socket socket;
        try {
            socket = server.accept();
        } catch (SocketTimeoutException nobodyCame) {
            return; // in the time that the factory has given its socket
        }
        welcome(socket);
    }

    private void welcome(Socket socket) throws IOException {
        InetAddress peer = socket.getInetAddress();
        Optional<String> refusal = refusal(socket, peer);
        if (refusal.isPresent()) {
            socket.close();
            refusals.info("refused a connection from " + (peer == null ? "nobody" : peer.getHostAddress()) + ": "
                    + refusal.get());
            return;
        }
        try {
            Relay relay = new Relay(socket, endpoint, wire.handshakeTimeout(), relays::ended);
            relays.start(relay, () -> connections.giveUp(peer));
        } catch (IOException | RuntimeException | Error failed) {
            connections.giveUp(peer);
            relays.giveUp();
            socket.close(); // last, as it is hosted code and may fail
            throw failed;
        }
    }

    /** Empty where a place was taken. */
    private Optional<String> refusal(Socket socket, InetAddress peer) {
        if (peer == null) {
            return Optional.of("it is gone already");
        }
        if (!bound.isAnyLocalAddress() && !bound.equals(socket.getLocalAddress())) {
            return Optional.of("the object port does not listen on "
                    + socket.getLocalAddress().getHostAddress());
        }
        if (!relays.reserve()) {
            return Optional.of("exports.factory-connections allows no more");
        }
        Optional<String> full = connections.reserve(peer);
        if (full.isPresent()) {
            relays.giveUp();
        }
        return full;
    }

    /** Stops accepting; what was accepted lives on. When it returns, the port is free. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            LOG.warn("port {} could not be closed", server.getLocalPort(), failed);
        }
        try {
            thread.join(LONGEST_CLOSE_MILLIS); // the system call in progress keeps the port open
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
