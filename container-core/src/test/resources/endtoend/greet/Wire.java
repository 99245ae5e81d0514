package greet;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Sockets that only this server and its clients know: every byte is turned around. */
public class Wire implements RMIClientSocketFactory, Serializable {

    private static final long serialVersionUID = 42;

    public static final AtomicInteger MADE = new AtomicInteger();

    public enum Mode {
        TURNED
    }

    private final Mode mode = Mode.TURNED;
    private final byte[] key;
    private final Map<String, Object> settings = new HashMap<>(Map.of("hosts", List.of("a", "b")));

    public Wire(int key) {
        this.key = new byte[] {(byte) key};
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        if (mode != Mode.TURNED || !settings.toString().equals("{hosts=[a, b]}")) {
            throw new IOException("it did not arrive whole: " + mode + settings);
        }
        MADE.incrementAndGet();
        Turned socket = new Turned(key[0]);
        socket.connect(new java.net.InetSocketAddress(host, port));
        return socket;
    }

    /** The server's side. */
    public RMIServerSocketFactory server() {
        byte turn = key[0];
        return port -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                Turned socket = new Turned(turn);
                implAccept(socket);
                return socket;
            }
        };
    }

    private static final class Turned extends Socket {
        private final int turn;

        Turned(int turn) {
            this.turn = turn;
        }

        @Override
        public java.io.InputStream getInputStream() throws IOException {
            return new java.io.FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int read = super.read();
                    return read < 0 ? read : (read ^ turn) & 0xff;
                }

                @Override
                public int read(byte[] target, int from, int length) throws IOException {
                    int read = super.read(target, from, length);
                    for (int i = 0; i < read; i++) {
                        target[from + i] ^= (byte) turn;
                    }
                    return read;
                }
            };
        }

        @Override
        public java.io.OutputStream getOutputStream() throws IOException {
            return new java.io.FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int value) throws IOException {
                    out.write(value ^ turn);
                }

                @Override
                public void write(byte[] source, int from, int length) throws IOException {
                    byte[] turned = new byte[length];
                    for (int i = 0; i < length; i++) {
                        turned[i] = (byte) (source[from + i] ^ turn);
                    }
                    out.write(turned);
                }
            };
        }
    }
}
