package dev.hearth.core.wire.outgoing;

import dev.hearth.core.wire.marshal.ReplyBuffer;
import dev.hearth.core.wire.transport.Tls;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.rmi.ConnectIOException;
import java.rmi.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection to another JRMP server. Used by one thread at a time; closed by any.
 *
 * <p>On a channel and not a plain socket, so that an interruption of the waiting thread closes it; or on a {@link MadeSocket},
 * which has learnt that.
 */
final class OutgoingConnection implements AutoCloseable {

    private static final int MAGIC = 0x4a524d49;
    private static final int VERSION = 2;
    private static final int STREAM_PROTOCOL = 0x4b;
    private static final int ACKNOWLEDGED = 0x4e;
    private static final int PING = 0x52;
    private static final int PING_ANSWER = 0x53;

    private final Channel channel;
    private final InputStream in;
    private final OutputStream out;
    private final InetAddress local;
    private final InetAddress remote;
    private final Optional<X509Certificate> certificate;
    private long lastUsed;

    private OutgoingConnection(SocketChannel channel, Socket socket) throws IOException {
        this.channel = channel;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.local = channel.socket().getLocalAddress();
        this.remote = channel.socket().getInetAddress();
        this.certificate = certificate(socket);
    }

    private OutgoingConnection(MadeSocket made) throws IOException {
        this.channel = made;
        this.in = new BufferedInputStream(made.in());
        this.out = made.out();
        this.local = made.local();
        this.remote = made.remote();
        this.certificate = Optional.empty(); // whatever the factory makes sure of is its own
    }

    /**
     * Connects and shakes hands.
     *
     * @param tls what secure connections are made with; empty for what the JVM's settings say
     * @param deadline guards the connection from now on
     * @throws UnknownHostException if the endpoint's host has no address
     * @throws java.net.ConnectException if nobody listens there
     * @throws ConnectIOException if whoever listens there does not speak JRMP
     */
    static OutgoingConnection open(Endpoint endpoint, Optional<Tls> tls, Deadline deadline) throws IOException {
        if (endpoint.factory() != null) {
            MadeSocket made = MadeSocket.by(endpoint.factory(), endpoint.host(), endpoint.port(), deadline);
            return open(made, deadline, () -> new OutgoingConnection(made));
        }
        InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("Unknown host: " + endpoint.host());
        }
        SocketChannel channel = SocketChannel.open();
        return open(channel, deadline, () -> {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
            Socket socket = endpoint.secure() ? secured(channel.socket(), endpoint, tls) : channel.socket();
            return new OutgoingConnection(channel, socket);
        });
    }

    /** How a connection begins. */
    @FunctionalInterface
    private interface Beginning {
        OutgoingConnection connect() throws IOException;
    }

    private static OutgoingConnection open(Channel channel, Deadline deadline, Beginning beginning) throws IOException {
        boolean opened = false;
        try {
            deadline.guard(channel);
            OutgoingConnection connection = beginning.connect();
            connection.handshake();
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /** As newer JDKs do by default, the certificate must be the host's. */
    private static Socket secured(Socket plain, Endpoint endpoint, Optional<Tls> tls) throws IOException {
        SSLSocketFactory factory =
                tls.map(Tls::outgoing).orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static Optional<X509Certificate> certificate(Socket socket) throws IOException {
        return socket instanceof SSLSocket secure
                        && secure.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
                ? Optional.of(shown)
                : Optional.empty();
    }

    private void handshake() throws IOException {
        ReplyBuffer hello = new ReplyBuffer();
        hello.writeInt(MAGIC);
        hello.writeShort(VERSION);
        hello.write(STREAM_PROTOCOL);
        send(hello);
        int answer = in.read();
        if (answer != ACKNOWLEDGED) {
            throw new ConnectIOException(
                    answer < 0 ? "the server closed the connection" : "non-JRMP server at remote endpoint");
        }
        DataInputStream data = new DataInputStream(in);
        data.readUTF(); // how the server sees us
        data.readInt();
        ReplyBuffer self = new ReplyBuffer();
        byte[] host = local.getHostAddress().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        self.writeShort(host.length);
        self.write(host);
        self.writeInt(0);
        send(self);
    }

    /** Whether the peer still answers. */
    boolean ping() {
        try {
            out.write(PING);
            return in.read() == PING_ANSWER;
        } catch (IOException gone) {
            return false;
        }
    }

    void send(ReplyBuffer message) throws IOException {
        out.write(message.array(), 0, message.size());
        out.flush();
    }

    InputStream in() {
        return in;
    }

    /** Our own address on this connection: one by which the peer reaches us. */
    InetAddress local() {
        return local;
    }

    InetAddress remote() {
        return remote;
    }

    /** What the peer has proved to be. */
    Optional<X509Certificate> certificate() {
        return certificate;
    }

    void guardedBy(Deadline deadline) throws IOException {
        deadline.guard(channel);
        if (!channel.isOpen()) {
            throw new EOFException("the connection was closed");
        }
    }

    long lastUsed() {
        return lastUsed;
    }

    void usedAt(long nanos) {
        lastUsed = nanos;
    }

    /** Closes at once; says nothing to the peer. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
