package dev.hearth.core.wire.jrmp;

import dev.hearth.api.hook.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the bytes of one connection between a socket that a factory of hosted code made, which has no channel, and a
 * channel that the endpoint serves as any other.
 *
 * <p>Two threads of its own: one for each direction. The one that carries replies first watches over the handshake that
 * the socket may have, within {@code wire.handshake-timeout}. A peer that takes nothing of what is written to it for {@code
 * wire.message-timeout} is abandoned by the {@link Watchdog}: reads with a time limit would do without it, but streams of
 * hosted code may lose bytes when one runs out.
 */
final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BUFFER = 16 * 1024;
    private static final long LINGERING_SECONDS = 5;

    /** What {@link #write} says where there is none. */
    static final long NO_WRITE = -1;

    private final Socket outside;
    private final String name;
    private final Listener endpoint;
    private final Duration handshakeTimeout;
    private final Consumer<Relay> ended;
    private final Ends ends;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final CountDownLatch peerIsDone = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger(2);
    private final AtomicLong writes = new AtomicLong(); // odd while one is in progress
    private final Watchdog.Seen seen = new Watchdog.Seen();

    /**
     * @param endpoint takes the channel
     * @param ended runs once both threads have ended
     */
    Relay(Socket outside, Listener endpoint, Duration handshakeTimeout, Consumer<Relay> ended) throws IOException {
        this.outside = outside;
        this.name = outside.getInetAddress().getHostAddress() + ":" + outside.getPort();
        this.endpoint = endpoint;
        this.handshakeTimeout = handshakeTimeout;
        this.ended = ended;
        outside.setTcpNoDelay(true);
        outside.setKeepAlive(true);
        this.ends = Ends.connected();
    }

    /** Two channels of this process that are connected with each other. */
    private record Ends(SocketChannel ours, SocketChannel endpoints) {

        /** Whoever else connects meanwhile is turned away. */
        static Ends connected() throws IOException {
            try (ServerSocketChannel meeting = ServerSocketChannel.open()) {
                meeting.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel ours = SocketChannel.open(meeting.getLocalAddress());
                try {
                    ours.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    return new Ends(ours, met(meeting, ours));
                } catch (IOException | RuntimeException | Error failed) {
                    closeQuietly(ours);
                    throw failed;
                }
            }
        }

        private static SocketChannel met(ServerSocketChannel meeting, SocketChannel ours) throws IOException {
            SocketChannel met = meeting.accept();
            while (!met.getRemoteAddress().equals(ours.getLocalAddress())) {
                met.close();
                met = meeting.accept();
            }
            return met;
        }

        void close() {
            closeQuietly(ours);
            closeQuietly(endpoints);
        }
    }

    /**
     * Begins; if it can't, nothing of it stays open but the socket, and neither action runs.
     *
     * @param givenUp runs if the endpoint does not get the connection
     */
    void start(Runnable givenUp) {
        try {
            WireThreads.named(this::outwards, "hearth-relay-out-" + this).start();
            WireThreads.named(() -> inwards(givenUp), "hearth-relay-in-" + this).start();
        } catch (RuntimeException | Error noThread) {
            ends.close();
            throw noThread;
        }
    }

    /** The number of the write to the peer that is in progress; {@link #NO_WRITE} for none. */
    long write() {
        long now = writes.get();
        return now % 2 == 0 ? NO_WRITE : now;
    }

    /** What the watchdog saw of it last; for the watchdog only. */
    Watchdog.Seen seen() {
        return seen;
    }

    /** Resets the connection to the peer, which ends both threads. May wait as long as hosted code likes. */
    void abandon() {
        try {
            outside.setSoLinger(true, 0); // nothing more is said; TLS would wait for its turn to say goodbye
        } catch (IOException | RuntimeException broken) {
            LOG.debug("the connection from {} is closed without a reset", this, broken);
        }
        closeQuietly(outside);
    }

    private void inwards(Runnable givenUp) {
        boolean handedOver = false;
        try {
            Peer peer = peer();
            greeted.countDown();
            endpoint.take(ends.endpoints(), outside.getLocalAddress(), peer);
            handedOver = true;
            copyIn();
        } catch (IOException | RuntimeException gone) {
            LOG.debug("lost the connection from {}", outside, gone);
        } finally {
            peerIsDone.countDown();
            if (handedOver) {
                closeQuietly(() -> ends.ours().shutdownOutput()); // not all of it: a last reply may be on its way
            } else {
                givenUp.run();
                ends.close();
                closeQuietly(outside);
            }
            end();
        }
    }

    /** Who is at the other end; a socket of TLS shakes hands first. */
    private Peer peer() throws IOException {
        return new Peer(outside.getInetAddress(), outside.getPort(), certificate());
    }

    private Optional<X509Certificate> certificate() throws IOException {
        if (!(outside instanceof SSLSocket secure)) {
            return Optional.empty();
        }
        secure.startHandshake();
        try {
            return secure.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
                    ? Optional.of(shown)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    private void copyIn() throws IOException {
        InputStream in = outside.getInputStream();
        byte[] bytes = new byte[BUFFER];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            ByteBuffer read = ByteBuffer.wrap(bytes, 0, count);
            while (read.hasRemaining()) {
                ends.ours().write(read);
            }
        }
    }

    private void outwards() {
        try {
            if (greeted.await(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                copyOut();
                writing(outside::shutdownOutput); // a farewell, with TLS
                boolean unused =
                        peerIsDone.await(LINGERING_SECONDS, TimeUnit.SECONDS); // the peer still reads the last reply
            }
        } catch (IOException | RuntimeException gone) {
            LOG.debug("lost the connection from {}", outside, gone);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(outside);
            closeQuietly(ends.ours());
            end();
        }
    }

    private void copyOut() throws IOException {
        OutputStream out = outside.getOutputStream();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        while (ends.ours().read(bytes) >= 0) {
            writing(() -> {
                out.write(bytes.array(), 0, bytes.position());
                out.flush();
            });
            bytes.clear();
        }
    }

    /** What may wait for the peer. */
    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private void writing(Write write) throws IOException {
        writes.incrementAndGet();
        write.run();
        writes.incrementAndGet();
    }

    private void end() {
        if (running.decrementAndGet() == 0) {
            ended.accept(this);
        }
    }

    private static void closeQuietly(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception broken) {
            LOG.trace("it was broken already", broken);
        }
    }

    /** The peer's address. */
    @Override
    public String toString() {
        return name;
    }
}
