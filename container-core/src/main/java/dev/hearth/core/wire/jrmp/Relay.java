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
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the bytes of one connection between a socket that a factory of hosted code made, which has no channel, and a
 * channel that the endpoint serves as any other.
 *
 * <p>Two threads of its own: one for each direction. The one that carries replies first watches over the handshake that
 * the socket may have, within {@code wire.handshake-timeout}.
 */
final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BUFFER = 16 * 1024;
    private static final long LINGERING_SECONDS = 5;

    private final Socket outside;
    private final Listener endpoint;
    private final Duration handshakeTimeout;
    private final Runnable ended;
    private final Ends ends;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final CountDownLatch peerIsDone = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger(2);

    /**
     * @param endpoint takes the channel
     * @param ended runs once both threads have ended
     */
    Relay(Socket outside, Listener endpoint, Duration handshakeTimeout, Runnable ended) throws IOException {
        this.outside = outside;
        this.endpoint = endpoint;
        this.handshakeTimeout = handshakeTimeout;
        this.ended = ended;
        this.ends = Ends.connected();
        outside.setTcpNoDelay(true);
        ends.ours().setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Two channels of this process that are connected with each other. */
    private record Ends(SocketChannel ours, SocketChannel endpoints) {

        /** Whoever else connects meanwhile is turned away. */
        static Ends connected() throws IOException {
            try (ServerSocketChannel meeting = ServerSocketChannel.open()) {
                meeting.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel ours = SocketChannel.open(meeting.getLocalAddress());
                SocketChannel met = meeting.accept();
                while (!met.getRemoteAddress().equals(ours.getLocalAddress())) {
                    met.close();
                    met = meeting.accept();
                }
                return new Ends(ours, met);
            }
        }

        void close() {
            closeQuietly(ours);
            closeQuietly(endpoints);
        }
    }

    /** @param givenUp runs if the endpoint does not get the connection */
    void start(Runnable givenUp) {
        String name = "-" + outside.getInetAddress().getHostAddress() + ":" + outside.getPort();
        WireThreads.named(this::outwards, "hearth-relay-out" + name).start();
        WireThreads.named(() -> inwards(givenUp), "hearth-relay-in" + name).start();
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
            if (!handedOver) {
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
        ends.ours().shutdownOutput();
    }

    private void outwards() {
        try {
            if (greeted.await(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                copyOut();
                outside.shutdownOutput();
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
            out.write(bytes.array(), 0, bytes.position());
            out.flush();
            bytes.clear();
        }
    }

    private void end() {
        if (running.decrementAndGet() == 0) {
            ended.run();
        }
    }

    private static void closeQuietly(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception broken) {
            LOG.trace("it was broken already", broken);
        }
    }
}
