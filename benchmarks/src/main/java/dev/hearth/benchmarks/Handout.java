package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Part;
import dev.hearth.benchmarks.subject.Parts;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The objects that one server has handed out to this client, and the client's hold on them.
 *
 * <p>As long as this lives the JDK's client keeps a lease on every one. For use by one thread.
 */
final class Handout implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int TOGETHER = 100;
    private static final int PROBES = 1_000;

    private final Server server;
    private final Parts maker;
    private final List<Part> held = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private Handout(Server server, Parts maker) {
        this.server = server;
        this.maker = maker;
    }

    /**
     * Nothing yet, from the server's {@code parts}.
     *
     * @throws IllegalStateException if it has none
     */
    static Handout of(Server server, int port) {
        try {
            return new Handout(server, (Parts)
                    LocateRegistry.getRegistry("127.0.0.1", port).lookup("parts"));
        } catch (RemoteException | NotBoundException missing) {
            throw new IllegalStateException("server " + server.name() + " has no parts: " + missing, missing);
        }
    }

    Server server() {
        return server;
    }

    /**
     * Takes so many more, each by a call of its own, through {@value #THREADS} threads.
     *
     * @return how long it took, in nanoseconds
     * @throws IllegalStateException if the server refuses one
     */
    long take(int count) throws InterruptedException {
        long began = System.nanoTime();
        List<Future<List<Part>>> shares = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int share = count / THREADS + (i < count % THREADS ? 1 : 0);
            shares.add(threads.submit(() -> call(share)));
        }
        for (Future<List<Part>> share : shares) {
            held.addAll(taken(share));
        }
        return System.nanoTime() - began;
    }

    /**
     * Takes so many more, {@value #TOGETHER} at a time.
     *
     * @throws IllegalStateException if the server refuses them
     */
    void takeTogether(int count) {
        try {
            for (int left = count; left > 0; left -= TOGETHER) {
                held.addAll(Arrays.asList(maker.next(Math.min(left, TOGETHER))));
            }
        } catch (RemoteException refused) {
            throw new IllegalStateException("server " + server.name() + " handed out no objects: " + refused, refused);
        }
    }

    private List<Part> taken(Future<List<Part>> share) throws InterruptedException {
        try {
            return share.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "server " + server.name() + " handed out no object: " + failed.getCause(), failed);
        }
    }

    private List<Part> call(int count) throws RemoteException {
        List<Part> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(maker.next());
        }
        return parts;
    }

    /**
     * Calls some of them, the first handed out and the last among them.
     *
     * @throws IllegalStateException if one does not answer, or two are the same
     */
    void probe() {
        Set<Long> numbers = new HashSet<>();
        int step = Math.max(1, held.size() / PROBES);
        try {
            for (int i = held.size() - 1; i >= 0; i -= step) {
                if (!numbers.add(held.get(i).number())) {
                    throw new IllegalStateException("server " + server.name() + " handed out one object twice");
                }
            }
        } catch (RemoteException lost) {
            throw new IllegalStateException("server " + server.name() + " has lost an object: " + lost, lost);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
