package dev.hearth.core.wire.outgoing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for the next call: the last used is taken first, so that the others grow old and go.
 *
 * <p>Thread-safe. Keeps at most {@value #MOST_PER_ENDPOINT} for an endpoint and {@value #MOST} in all; what does not fit is
 * closed.
 */
final class IdleConnections {

    private static final int MOST_PER_ENDPOINT = 16;
    private static final int MOST = 256;

    private final Object lock = new Object();

    @GuardedBy("lock")
    private final Map<Endpoint, Deque<OutgoingConnection>> idle = new HashMap<>();

    @GuardedBy("lock")
    private int count;

    @GuardedBy("lock")
    private boolean closed;

    @Nullable
    OutgoingConnection take(Endpoint endpoint) {
        synchronized (lock) {
            Deque<OutgoingConnection> free = idle.get(endpoint);
            if (free == null) {
                return null;
            }
            OutgoingConnection last = free.pop();
            count--;
            if (free.isEmpty()) {
                idle.remove(endpoint);
            }
            return last;
        }
    }

    void give(Endpoint endpoint, OutgoingConnection connection) {
        synchronized (lock) {
            Deque<OutgoingConnection> free = idle.computeIfAbsent(endpoint, e -> new ArrayDeque<>());
            if (!closed && count < MOST && free.size() < MOST_PER_ENDPOINT) {
                free.push(connection);
                count++;
                return;
            }
            if (free.isEmpty()) {
                idle.remove(endpoint);
            }
        }
        connection.close();
    }

    /** Closes those that were last used before this time of {@link System#nanoTime()}. */
    void closeUnusedSince(long nanos) {
        List<OutgoingConnection> old = new ArrayList<>();
        synchronized (lock) {
            for (Deque<OutgoingConnection> free : idle.values()) {
                while (!free.isEmpty() && free.getLast().lastUsed() - nanos < 0) {
                    old.add(free.removeLast());
                    count--;
                }
            }
            idle.values().removeIf(Deque::isEmpty);
        }
        old.forEach(OutgoingConnection::close);
    }

    /** Closes all, and whatever is given later. */
    void close() {
        List<OutgoingConnection> all = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            Iterator<Deque<OutgoingConnection>> each = idle.values().iterator();
            while (each.hasNext()) {
                all.addAll(each.next());
                each.remove();
            }
            count = 0;
        }
        all.forEach(OutgoingConnection::close);
    }
}
