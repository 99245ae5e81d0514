package dev.hearth.core.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards a port of its own to another, as a router or a container's published port does.
 *
 * <p>A thread for the port and two for each connection. {@link #cut} ends them.
 */
final class Forwarder implements AutoCloseable {

    private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean closed;

    Forwarder() throws IOException {
        begin("accept", this::accept);
    }

    int port() {
        return port.getLocalPort();
    }

    /** Says where to; before the first connection. */
    void to(int targetPort) {
        target = targetPort;
    }

    private static void begin(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        return; // one end is gone, or all is closed
                    }
                },
                "forwarder-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = port.accept();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(near);
            sockets.add(far);
            if (closed) {
                cut();
                return;
            }
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            begin("there", () -> copy(near, far));
            begin("back", () -> copy(far, near));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    /** Closes the port and all connections. */
    void cut() throws IOException {
        closed = true;
        port.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
