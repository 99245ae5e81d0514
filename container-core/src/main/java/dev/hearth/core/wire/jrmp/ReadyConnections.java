package dev.hearth.core.wire.jrmp;

import dev.hearth.core.config.HearthConfig;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose bytes wait for a thread, and the shared threads.
 *
 * <p>At most {@code threads.readers} threads get on with their work. One that does not (it waits in an object, or in the
 * middle of a message) gives its place to another when a connection waits for one. Of those that wait for the rest of a
 * message there are at most {@code threads.spare}; past that the oldest unfinished message's connection is closed.
 *
 * <p>The queue is bounded by the number of connections, each of which is in it at most once. Thread-safe.
 */
final class ReadyConnections {

    private static final long PATIENCE_MILLIS = 10;
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    private static final long IDLE_MILLIS = 10_000;

    private final int most;
    private final int mostOfAll;
    private final int mostUnfinished;
    private final Executor executor;
    private final SparseLog log;
    private final Object lock = new Object();
    private final Queue<Ready> queue = new ArrayDeque<>(); // guarded by lock
    private final Set<ReaderThread> threads = new HashSet<>(); // guarded by lock
    private int idle; // guarded by lock
    private @Nullable Function<ReadyConnections, ReaderThread> factory; // guarded by lock
    private boolean closed; // guarded by lock
    private volatile boolean waiting;

    private record Ready(JrmpConnection connection, long since) {}

    ReadyConnections(HearthConfig.Threads threads, Executor executor, SparseLog log) {
        this.most = Math.max(1, threads.readers());
        this.mostOfAll = most + threads.pool() + threads.spare();
        this.mostUnfinished = threads.spare();
        this.executor = executor;
        this.log = log;
    }

    /** Says how a thread's work is made; once, before the first connection. */
    void threads(Function<ReadyConnections, ReaderThread> make) {
        synchronized (lock) {
            factory = make;
        }
    }

    /** This connection has bytes. */
    void add(JrmpConnection connection) {
        synchronized (lock) {
            queue.add(new Ready(connection, System.nanoTime()));
            waiting = true;
            if (queue.size() <= idle) {
                lock.notify();
            } else if (threads.size() < most) {
                start();
            }
        }
    }

    /** Whether a connection has bytes and no thread. */
    boolean waiting() {
        return waiting;
    }

    /** A connection for this thread; empty when there is none for long, and then the thread is to end. */
    Optional<JrmpConnection> take(ReaderThread thread) throws InterruptedException {
        synchronized (lock) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
            while (queue.isEmpty()) {
                long left = end - System.nanoTime();
                if (closed || left <= 0) {
                    threads.remove(thread);
                    return Optional.empty();
                }
                idle++;
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } finally {
                    idle--;
                }
            }
            Ready next = queue.remove();
            waiting = !queue.isEmpty();
            return Optional.of(next.connection);
        }
    }

    /** This thread ends, for whatever reason. */
    void ended(ReaderThread thread) {
        synchronized (lock) {
            threads.remove(thread);
        }
    }

    /** After how many milliseconds {@link #relieve} wants to be called again; 0 for no need. */
    long patience() {
        return waiting ? PATIENCE_MILLIS : 0;
    }

    /** Sees to it that connections that wait for long get threads, or that threads get free. */
    void relieve() {
        if (!waiting) {
            return;
        }
        Optional<JrmpConnection> oldest = Optional.empty();
        synchronized (lock) {
            Ready first = queue.peek();
            long now = System.nanoTime();
            if (first == null || now - first.since < PATIENCE) {
                return;
            }
            long unfinished =
                    threads.stream().filter(ReaderThread::awaitsMessage).count();
            if (unfinished > mostUnfinished || (threads.size() >= mostOfAll && unfinished > 0)) {
                oldest = oldestUnfinished(now);
            } else {
                startForThoseThatWait(now);
            }
        }
        oldest.ifPresent(connection -> {
            log.info("closed a connection from " + connection
                    + ": the rest of its message was long in coming, and others wait for its thread");
            connection.close();
        });
    }

    private Optional<JrmpConnection> oldestUnfinished(long now) {
        return threads.stream()
                .filter(ReaderThread::awaitsMessage)
                .max(Comparator.comparingLong(thread -> thread.unfinishedFor(now)))
                .flatMap(ReaderThread::connection);
    }

    private void startForThoseThatWait(long now) {
        long stuck = threads.stream()
                .filter(thread -> thread.busyFor(now) > PATIENCE)
                .count();
        long room = Math.min(most + stuck, mostOfAll) - threads.size();
        for (long i = Math.min(room, queue.size()); i > 0; i--) {
            start();
        }
    }

    private void start() {
        if (closed || factory == null) {
            return;
        }
        ReaderThread thread = factory.apply(this);
        threads.add(thread);
        try {
            executor.execute(thread);
        } catch (RuntimeException | Error noThread) {
            threads.remove(thread);
            if (threads.isEmpty()) {
                throw noThread;
            }
        }
    }

    /** Ends the threads that have nothing to do; the others end when they have. */
    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }
}
