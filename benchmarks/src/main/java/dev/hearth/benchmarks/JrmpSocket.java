package dev.hearth.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * One connection to a server, opened as a JDK client opens it and ready for calls.
 *
 * <p>Used by one thread, and blocking.
 */
final class JrmpSocket implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final SocketChannel channel;
    private final DataInputStream in;

    private JrmpSocket(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.in = new DataInputStream(channel.socket().getInputStream());
    }

    /**
     * Connects from one of this machine's loopback addresses, each of which has ports of its own.
     *
     * @throws IOException if the server does not answer as it should, for 30 s at most
     */
    static JrmpSocket open(InetAddress from, int port) throws IOException {
        SocketChannel channel = connect(from, port);
        try {
            channel.socket().setSoTimeout(PATIENCE_MILLIS);
            JrmpSocket socket = new JrmpSocket(channel);
            socket.shakeHands();
            return socket;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /** A connection on which nothing has been said. */
    static SocketChannel connect(InetAddress from, int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.bind(new InetSocketAddress(from, 0));
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return channel;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private void shakeHands() throws IOException {
        send(Jrmp.HELLO);
        if (in.readByte() != Jrmp.ACK) {
            throw new IOException("the server does not speak JRMP");
        }
        in.skipNBytes(in.readUnsignedShort() + Integer.BYTES);
        send(Jrmp.ENDPOINT);
    }

    private void send(byte[] bytes) throws IOException {
        channel.socket().getOutputStream().write(bytes);
    }

    /** Sends a call of {@code add} and waits for its result. */
    long call(byte[] message, byte[] reply) throws IOException {
        send(message);
        in.readFully(reply);
        return Jrmp.result(reply);
    }

    /** The channel, for who goes on without waiting. */
    SocketChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
