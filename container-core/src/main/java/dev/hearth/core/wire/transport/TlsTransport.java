package dev.hearth.core.wire.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * TLS over a channel, by the JDK's engine.
 *
 * <p>The handshake is part of the first reads. The end is announced in both directions ({@code close_notify}), but where
 * a thread waits in a read or write of the channel, closing does not wait for it and says nothing.
 */
final class TlsTransport implements Transport {

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final TlsInput input;
    private final TlsOutput output;

    /** @param engine has not begun yet */
    TlsTransport(SocketChannel channel, SSLEngine engine, TlsBuffers buffers) {
        this.channel = channel;
        this.engine = engine;
        this.output = new TlsOutput(channel, engine, buffers);
        this.input = new TlsInput(channel, engine, output, buffers);
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return input.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return output.write(source);
    }

    @Override
    public boolean buffered() {
        return input.buffered();
    }

    @Override
    public boolean unfinished() {
        return input.unfinished();
    }

    @Override
    public boolean handshaking() {
        return input.handshaking();
    }

    @Override
    public int interest() {
        return input.interest();
    }

    @Override
    public boolean secure() {
        return true;
    }

    @Override
    public Optional<X509Certificate> certificate() {
        try {
            return engine.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
                    ? Optional.of(shown)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException anonymous) {
            return Optional.empty();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        output.end();
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        try {
            boolean unused = input.endWithoutWaiting();
        } finally {
            channel.close();
        }
    }
}
