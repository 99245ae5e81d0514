package legacy.secret;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;

/** Sockets whose bytes nobody reads in passing. */
public class Scrambling implements RMIClientSocketFactory, RMIServerSocketFactory, Serializable {

    private static final long serialVersionUID = 1L;

    private final byte key;

    public Scrambling(byte key) {
        this.key = key;
    }

    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = new Scrambled(key);
        socket.connect(new java.net.InetSocketAddress(host, port));
        return socket;
    }

    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                Socket socket = new Scrambled(key);
                implAccept(socket);
                return socket;
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scrambling && ((Scrambling) other).key == key;
    }

    @Override
    public int hashCode() {
        return key;
    }

    private static final class Scrambled extends Socket {

        private final byte key;

        Scrambled(byte key) {
            this.key = key;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int each = in.read();
                    return each < 0 ? each : (each ^ key) & 0xFF;
                }

                @Override
                public int read(byte[] bytes, int from, int most) throws IOException {
                    int count = in.read(bytes, from, most);
                    for (int i = from; i < from + count; i++) {
                        bytes[i] ^= key;
                    }
                    return count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int each) throws IOException {
                    out.write(each ^ key);
                }
            };
        }
    }
}
