package dev.hearth.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Connections that call as fast as the server answers, each on a thread of its own, each waiting for its answer before the
 * next call.
 *
 * <p>They are opened for each measurement, and a while passes before calls are counted: the server may sort them, and the
 * processors be busy with what was before. For one use by one thread.
 */
final class ActiveClients {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private enum Phase {
        RAMP,
        COUNTED,
        OVER
    }

    private final List<Client> clients = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile Phase phase = Phase.RAMP;

    private ActiveClients() {}

    /**
     * Opens so many, lets them call for a while, and counts for another.
     *
     * @throws IllegalStateException if a call fails, or its answer is wrong or does not come
     */
    static Activity run(int count, int port, byte[] id, Duration ramp, Duration counted) throws InterruptedException {
        return new ActiveClients().measure(count, port, id, ramp, counted);
    }

    private Activity measure(int count, int port, byte[] id, Duration ramp, Duration counted)
            throws InterruptedException {
        Loopback addresses = new Loopback();
        try {
            for (int i = 0; i < count; i++) {
                clients.add(new Client(JrmpSocket.open(addresses.next(), port), Jrmp.add(id, i), i + 1));
            }
        } catch (IOException refused) {
            throw new IllegalStateException("an active connection could not be opened: " + refused, refused);
        }
        clients.forEach(Thread::start);
        Thread.sleep(ramp.toMillis());
        long from = System.nanoTime();
        phase = Phase.COUNTED;
        Thread.sleep(counted.toMillis());
        phase = Phase.OVER;
        long elapsed = System.nanoTime() - from;
        for (Client client : clients) {
            client.join(PATIENCE.toMillis());
            if (client.isAlive()) {
                throw new IllegalStateException("a call has not come back within " + PATIENCE.toSeconds() + " s");
            }
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an active connection failed: " + failed, failed);
        }
        return Activity.of(clients.stream().map(client -> client.timed).toList(), elapsed);
    }

    /** One of them. A daemon: a server that never answers must not keep this process alive. */
    private final class Client extends Thread {
        private final JrmpSocket socket;
        private final byte[] call;
        private final long right;
        private final LatencyHistogram timed = new LatencyHistogram();

        Client(JrmpSocket socket, byte[] call, long right) {
            this.socket = socket;
            this.call = call;
            this.right = right;
            setDaemon(true);
        }

        @Override
        public void run() {
            try (socket) {
                callUntilOver();
            } catch (IOException | RuntimeException failed) {
                failure.compareAndSet(null, failed);
            }
        }

        private void callUntilOver() throws IOException {
            byte[] reply = new byte[Jrmp.LONG_REPLY_BYTES];
            long began = System.nanoTime();
            for (Phase now = phase; now != Phase.OVER; now = phase) {
                if (socket.call(call, reply) != right) {
                    throw new IllegalStateException("the answer is wrong");
                }
                long ended = System.nanoTime();
                if (now == Phase.COUNTED) {
                    timed.record(ended - began);
                }
                began = ended;
            }
        }
    }
}
