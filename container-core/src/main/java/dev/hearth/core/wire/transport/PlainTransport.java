package dev.hearth.core.wire.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The channel itself: each read and each write is one of the channel's. */
public final class PlainTransport implements Transport {

    private static final DirectBuffers BUFFERS = new DirectBuffers();

    private final SocketChannel channel;

    public PlainTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return source.remaining() > DirectBuffers.BYTES ? channel.write(source) : BUFFERS.write(channel, source);
    }

    @Override
    public boolean buffered() {
        return false;
    }

    @Override
    public boolean unfinished() {
        return false;
    }

    @Override
    public boolean handshaking() {
        return false;
    }

    @Override
    public int interest() {
        return SelectionKey.OP_READ;
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public Optional<X509Certificate> certificate() {
        return Optional.empty();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
