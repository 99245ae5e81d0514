package dev.hearth.benchmarks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses 127.0.0.2 and following in turn, so that tens of thousands of connections find a free port. Thread-safe. */
final class Loopback {
    private static final int FIRST = 2;
    private static final int ADDRESSES = 20;

    private final AtomicInteger given = new AtomicInteger();

    InetAddress next() {
        int last = FIRST + Math.floorMod(given.getAndIncrement(), ADDRESSES);
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
