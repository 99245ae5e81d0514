package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Bench;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.time.Duration;

/**
 * One of the two servers under measurement, as the client sees it: a process, and a stub of its {@code bench}.
 *
 * <p>Thread-safe, as the stub is.
 */
record Server(String name, ProcessHandle process, int port, Bench bench) {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int POLL_MILLIS = 20;

    /**
     * Waits until the process answers on the port, for 40 s at most.
     *
     * @throws IllegalStateException if the process ends or does not answer
     */
    static Server await(String name, long pid, int port) throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("server " + name + " is not running any more"));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Bench bench =
                        (Bench) LocateRegistry.getRegistry("127.0.0.1", port).lookup("bench");
                return new Server(name, process, port, bench);
            } catch (RemoteException | NotBoundException notYet) {
                if (!process.isAlive() || System.nanoTime() > giveUp) {
                    String how =
                            process.isAlive() ? "does not answer within " + PATIENCE.toSeconds() + " s" : "has ended";
                    throw new IllegalStateException(
                            "server " + name + " " + how + " on port " + port + ": " + notYet, notYet);
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /**
     * A stub of another object that it serves.
     *
     * @throws IllegalStateException if there is none of this name
     */
    Bench bench(String object) {
        try {
            return (Bench) LocateRegistry.getRegistry("127.0.0.1", port).lookup(object);
        } catch (RemoteException | NotBoundException missing) {
            throw new IllegalStateException("server " + name + " has no " + object + ": " + missing, missing);
        }
    }

    /**
     * The processor time that the process has taken so far, in steps of the kernel's clock tick (10 ms).
     *
     * @throws IllegalStateException if the process has ended
     */
    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .filter(taken -> process.isAlive())
                .orElseThrow(() -> new IllegalStateException("server " + name + " has ended"));
    }
}
