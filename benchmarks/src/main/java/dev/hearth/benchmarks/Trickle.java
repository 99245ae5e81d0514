package dev.hearth.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Connections that send a byte a second and never finish what they say: a third in the handshake, a third in a call's
 * header, a third in the middle of an argument. One that the server closes comes back at its next byte.
 *
 * <p>One thread of its own sends for all of them, evenly over the second.
 */
final class Trickle implements Runnable {
    private static final long ROUND_NANOS = 1_000_000_000L;

    private final Loopback addresses = new Loopback();
    private final int port;
    private final byte[] id;
    private final List<Drip> drips = new ArrayList<>();
    private final Thread thread = new Thread(this, "trickle");
    private volatile boolean over;
    private volatile boolean paused;
    private volatile long reopened;
    private volatile @Nullable IOException failure;

    Trickle(int port, byte[] id) {
        this.port = port;
        this.id = id;
        thread.setDaemon(true);
    }

    /** Opens so many and begins. */
    void start(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Drip drip = new Drip(i % 3);
            drip.open();
            drips.add(drip);
        }
        thread.start();
    }

    /**
     * Closes all.
     *
     * @return how many had been opened again, since the server had closed them
     * @throws IOException if one could not be opened again
     */
    long stop() throws IOException, InterruptedException {
        over = true;
        thread.join();
        for (Drip drip : drips) {
            drip.close();
        }
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return reopened;
    }

    /** Has it send nothing for a while, or go on. */
    void pause(boolean now) {
        paused = now;
    }

    @Override
    public void run() {
        double due = 0;
        int next = 0;
        long last = System.nanoTime();
        while (!over) {
            LockSupport.parkNanos(ROUND_NANOS / 1_000);
            long now = System.nanoTime();
            due += paused ? 0 : (now - last) * (double) drips.size() / ROUND_NANOS;
            last = now;
            for (; due >= 1 && !over && !paused; due--) {
                send(drips.get(next));
                next = (next + 1) % drips.size();
            }
        }
    }

    private void send(Drip drip) {
        try {
            drip.send();
        } catch (IOException closed) {
            reopen(drip);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void reopen(Drip drip) {
        try {
            drip.close();
            drip.open();
            reopened++;
        } catch (IOException refused) {
            failure = refused;
        }
    }

    /** One of the connections. */
    private final class Drip {
        private final int kind;
        private @Nullable SocketChannel channel;
        private byte[] rest = {};
        private int next;

        Drip(int kind) {
            this.kind = kind;
        }

        void open() throws IOException {
            next = 0;
            if (kind == 0) {
                channel = JrmpSocket.connect(addresses.next(), port);
                rest = new byte[] {'J', 'R', 'M', 'I', 0, 2};
            } else {
                channel = JrmpSocket.open(addresses.next(), port).channel();
                rest = kind == 1 ? Jrmp.add(id, 1) : endless();
            }
            channel.configureBlocking(false);
            if (kind == 2) {
                channel.write(ByteBuffer.wrap(Jrmp.halfAnEcho(id)));
            }
        }

        private byte[] endless() {
            return new byte[1_000];
        }

        /** One more byte; the last is never sent, so that nothing is ever finished. */
        void send() throws IOException {
            SocketChannel open = channel;
            if (open == null) {
                throw new IOException("not open");
            }
            if (next < rest.length - 1) {
                open.write(ByteBuffer.wrap(rest, next++, 1));
            }
            if (open.read(ByteBuffer.allocate(256)) < 0) {
                throw new IOException("closed");
            }
        }

        void close() throws IOException {
            if (channel != null) {
                channel.close();
                channel = null;
            }
        }
    }
}
