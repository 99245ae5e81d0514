package dev.hearth.core.cli.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports for containers that are started more than once. */
public final class Ports {

    /** Below the ports that operating systems hand out: the server's must still be free when it is started again. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 30_000;
    private static final int ATTEMPTS = 100;

    /** Where the last one was, from a beginning by chance: two that are asked for one after the other are not the same. */
    private static final AtomicInteger LAST =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(HIGHEST - LOWEST));

    private Ports() {}

    /** A port that is free now on loopback, and that this JVM was not given before, as long as there are others. Thread-safe. */
    public static int free() throws IOException {
        IOException last = new IOException("no attempt");
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = LOWEST + Math.floorMod(LAST.incrementAndGet(), HIGHEST - LOWEST);
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new IOException("No free port found between " + LOWEST + " and " + HIGHEST, last);
    }
}
