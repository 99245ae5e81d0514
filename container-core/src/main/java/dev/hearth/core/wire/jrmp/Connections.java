package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.CallEntry;
import dev.hearth.core.config.HearthConfig;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** All open connections, and how many may be. Thread-safe. */
final class Connections {

    private final int most;
    private final int mostPerAddress;
    private final Set<JrmpConnection> open = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private final Map<InetAddress, Integer> perAddress = new HashMap<>(); // guarded by lock
    private int count; // guarded by lock
    private final BytesInProgress bytes;
    private final CallEntry entry;
    private volatile boolean draining;

    Connections(HearthConfig.Wire wire, CallEntry entry) {
        this.entry = entry;
        this.most = wire.connections();
        this.mostPerAddress = wire.connectionsPerAddress();
        this.bytes = new BytesInProgress(wire.bytesInProgress());
    }

    /**
     * Takes a place for a connection from this address.
     *
     * @return why there is none; empty if there is, and then {@link #add} or {@link #giveUp} follows
     */
    Optional<String> reserve(InetAddress address) {
        synchronized (lock) {
            if (count >= most) {
                return Optional.of("wire.connections allows " + most);
            }
            int here = perAddress.getOrDefault(address, 0);
            if (here >= mostPerAddress) {
                return Optional.of("wire.connections-per-address allows " + mostPerAddress);
            }
            perAddress.put(address, here + 1);
            count++;
            return Optional.empty();
        }
    }

    void giveUp(InetAddress address) {
        synchronized (lock) {
            perAddress.computeIfPresent(address, (same, here) -> here == 1 ? null : here - 1);
            count--;
            lock.notifyAll();
        }
    }

    void add(JrmpConnection connection) {
        open.add(connection);
    }

    void remove(JrmpConnection connection) {
        if (open.remove(connection)) {
            try {
                entry.disconnect(connection);
            } finally {
                giveUp(connection.peer().address());
            }
        }
    }

    /** A view that may be walked while connections come and go. */
    Set<JrmpConnection> all() {
        return open;
    }

    /** How long their messages are together. */
    BytesInProgress bytes() {
        return bytes;
    }

    int size() {
        synchronized (lock) {
            return count;
        }
    }

    boolean draining() {
        return draining;
    }

    /** From now on a connection closes when it has nothing to do; those that have nothing to do close now. */
    void drain() {
        draining = true;
        open.forEach(JrmpConnection::closeIfIdle);
    }

    /** Waits until no connection is open, at most so long; whether none is. */
    boolean awaitNone(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (count > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
            return true;
        }
    }

    void closeAll() {
        open.forEach(JrmpConnection::close);
    }
}
