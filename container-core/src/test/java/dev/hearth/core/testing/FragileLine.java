package dev.hearth.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A line to a PostgreSQL server that breaks at a commit: before the server has heard of it, or before its answer is back.
 *
 * <p>Connect with {@code prepareThreshold=0}, so that each commit goes as text. Thread-safe.
 */
public final class FragileLine implements AutoCloseable {

    private static final byte[] COMMIT = "COMMIT".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile Break next = Break.NONE;
    private volatile boolean dead;
    private volatile boolean staysDead;
    private final CountDownLatch broken = new CountDownLatch(1);

    /** Where the line breaks. */
    public enum Break {
        NONE,
        /** The server never hears of the commit. */
        BEFORE_COMMIT,
        /** The server commits, and nobody hears of that. */
        BEFORE_ANSWER
    }

    /** @param target the server's port on this machine */
    public FragileLine(int target) throws IOException {
        this.target = target;
        begin(this::accept);
    }

    public int port() {
        return port.getLocalPort();
    }

    /**
     * Breaks all connections at the next commit, once.
     *
     * @param forGood whether no connection is made afterwards
     */
    public void breakAtCommit(Break where, boolean forGood) {
        staysDead = forGood;
        next = where;
    }

    /** Counts down when it has broken. */
    public CountDownLatch broken() {
        return broken;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException gone) {
                        return; // one end is closed, and so is the other then
                    }
                },
                "fragile-line");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = port.accept();
            if (dead) {
                near.close();
                continue;
            }
            Socket far;
            try {
                far = new Socket(InetAddress.getLoopbackAddress(), target);
            } catch (IOException nobody) {
                near.close(); // as if this were the server's own port
                continue;
            }
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            sockets.add(near);
            sockets.add(far);
            Line line = new Line(near, far);
            begin(line::there);
            begin(line::back);
        }
    }

    private synchronized void cut() throws IOException {
        dead = staysDead;
        next = Break.NONE;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
        broken.countDown();
    }

    /** One connection. */
    private final class Line {

        private final Socket near;
        private final Socket far;
        private volatile boolean losesAnswer;

        Line(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void there() throws IOException {
            copy(near, far, this::losesRequest);
        }

        private boolean losesRequest(byte[] part) {
            if (next == Break.NONE || !commits(part)) {
                return false;
            }
            losesAnswer = next == Break.BEFORE_ANSWER;
            return !losesAnswer;
        }

        void back() throws IOException {
            copy(far, near, part -> losesAnswer);
        }

        private void copy(Socket from, Socket to, Loss loss) throws IOException {
            byte[] buffer = new byte[1 << 16];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (loss.of(Arrays.copyOf(buffer, count))) {
                        cut();
                        return;
                    }
                    out.write(buffer, 0, count);
                }
            }
        }
    }

    private interface Loss {
        boolean of(byte[] part);
    }

    private static boolean commits(byte[] part) {
        for (int at = 0; at + COMMIT.length <= part.length; at++) {
            if (Arrays.equals(part, at, at + COMMIT.length, COMMIT, 0, COMMIT.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        port.close();
        cut();
    }
}
