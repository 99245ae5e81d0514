package dev.hearth.core.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.testing.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS on a channel that does not block, where the channel takes less than there is to say. */
@Timeout(120)
class TlsTransportTest {

    private static final int SMALL = 4 * 1024;
    private static final int FULL_MILLIS = 200;

    @TempDir
    static Path folder;

    private final Certificates certificates = new Certificates(folder);
    private final ByteBuffer room = ByteBuffer.allocate(8 * 1024);
    private ServerSocketChannel listener;
    private ReluctantSocket below;
    private SSLSocket client;
    private SocketChannel channel;
    private Transport transport;

    /** A socket that reads nothing until it is told to, and then not what came before TLS. */
    private static final class ReluctantSocket extends Socket {

        private final CountDownLatch willing = new CountDownLatch(1);
        private volatile long unwanted;

        void readAfter(long bytes) {
            unwanted = bytes;
            willing.countDown();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            InputStream in = super.getInputStream();
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    try {
                        willing.await();
                    } catch (InterruptedException hurry) {
                        throw new IOException(hurry);
                    }
                    in.skipNBytes(unwanted);
                    unwanted = 0;
                    return in.read(target, offset, length);
                }
            };
        }
    }

    @BeforeEach
    void connect() throws Exception {
        Map<String, String> settings = new TreeMap<>();
        settings.put("tls.enabled", "true");
        settings.put("tls.key-store", certificates.server().toString());
        settings.put("tls.key-store-password", Certificates.PASSWORD);
        Tls tls = Tls.of(ConfigLoader.of(settings).tls()).orElseThrow();
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        below = new ReluctantSocket();
        below.setReceiveBufferSize(SMALL);
        below.connect(listener.getLocalAddress());
        channel = listener.accept();
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SMALL);
        channel.configureBlocking(false);
        transport = tls.accepted(channel);
        client = (SSLSocket) Certificates.client(certificates.trusting("trust", certificates.server()))
                .getSocketFactory()
                .createSocket(below, "127.0.0.1", port, true);
    }

    @AfterEach
    void close() throws IOException {
        below.close();
        channel.close();
        listener.close();
    }

    private void await(int operation) throws IOException {
        try (Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, operation);
            assertThat(selector.select(60_000)).isPositive();
            key.cancel();
        }
    }

    /** Reads, and waits for what the transport says that it needs, until something comes. */
    private int readOn() throws IOException {
        room.clear();
        int count = transport.read(room);
        while (count == 0) {
            await(transport.interest());
            count = transport.read(room);
        }
        return count;
    }

    /** Writes until neither socket takes any more; what lies in one may have gone on to the other meanwhile. */
    private long fill() throws IOException {
        long written = 0;
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            do {
                for (int now = 1; now > 0; written += now) {
                    now = channel.write(ByteBuffer.allocate(1024));
                }
                selector.selectedKeys().clear();
            } while (selector.select(FULL_MILLIS) > 0);
        }
        for (int now = 1; now > 0; written += now) {
            now = channel.write(ByteBuffer.allocate(1));
        }
        return written;
    }

    private CompletableFuture<Void> clientSends(int... bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                for (int each : bytes) {
                    client.getOutputStream().write(each);
                }
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        });
    }

    @Test
    void handshakeThatTheChannelDoesNotTakeWaitsForRoomAndNotForBytes() throws Exception {
        long before = fill();
        CompletableFuture<Void> sent = clientSends(42);
        await(SelectionKey.OP_READ);

        room.clear();
        assertThat(transport.read(room)).isZero();
        assertThat(transport.interest()).isEqualTo(SelectionKey.OP_WRITE);
        assertThat(transport.handshaking()).isTrue();

        below.readAfter(before);
        assertThat(readOn()).isEqualTo(1);
        assertThat(room.get(0)).isEqualTo((byte) 42);
        assertThat(transport.interest()).isEqualTo(SelectionKey.OP_READ);
        assertThat(transport.handshaking()).isFalse();
        sent.get(60, TimeUnit.SECONDS);
    }

    @Test
    void whatIsWrittenCountsWhenItHasLeft() throws Exception {
        below.readAfter(0);
        CompletableFuture<Void> sent = clientSends(1);
        assertThat(readOn()).isEqualTo(1);
        sent.get(60, TimeUnit.SECONDS);

        ByteBuffer content = ByteBuffer.allocate(1 << 20);
        content.put(content.capacity() - 1, (byte) 42);
        int first = transport.write(content);
        assertThat(first).isLessThan(content.capacity()).isEqualTo(content.position());
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return client.getInputStream().readNBytes(content.capacity());
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        });
        while (content.hasRemaining()) {
            await(SelectionKey.OP_WRITE);
            int position = content.position();
            assertThat(transport.write(content)).isEqualTo(content.position() - position);
        }

        assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(content.array());
    }

    @Test
    void recordLongerThanTheRoomIsGivenInPieces() throws Exception {
        below.readAfter(0);
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
            try {
                client.getOutputStream().write(new byte[16 * 1024]);
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        });

        int count = readOn();
        assertThat(count).isEqualTo(room.capacity());
        assertThat(transport.buffered()).isTrue();
        while (count < 16 * 1024) {
            count += readOn();
        }
        assertThat(transport.buffered()).isFalse();
        assertThat(transport.unfinished()).isFalse();
        sent.get(60, TimeUnit.SECONDS);
    }

    @Test
    void partOfARecordIsUnfinished() throws Exception {
        below.readAfter(0);
        CompletableFuture<Void> sent = clientSends(1);
        assertThat(readOn()).isEqualTo(1);
        sent.get(60, TimeUnit.SECONDS);
        below.getOutputStream().write(new byte[] {0x17, 3, 3, 0, 40, 1, 2, 3});
        await(SelectionKey.OP_READ);

        room.clear();
        assertThat(transport.read(room)).isZero();

        assertThat(transport.unfinished()).isTrue();
        assertThat(transport.buffered()).isTrue();
    }

    @Test
    void goodbyeIsSaidAtTheClose() throws Exception {
        below.readAfter(0);
        CompletableFuture<Void> sent = clientSends(1);
        assertThat(readOn()).isEqualTo(1);
        sent.get(60, TimeUnit.SECONDS);

        transport.close();

        assertThat(channel.isOpen()).isFalse();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
}
