package dev.hearth.core.wire.jrmp;

import dev.hearth.core.config.HearthConfig;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose bytes wait for a thread, and the shared threads.
 *
 * <p>At most {@code threads.readers} threads get on with their work. One that waits in the middle of a message gives its
 * place to another at once, one that is in an object for long when a connection waits for a thread. Of those that wait for
 * the rest of a message there are at most {@code threads.spare} while others want a thread; past that the oldest unfinished
 * message's connection is closed.
 *
 * <p>The queue is bounded by the number of connections, each of which is in it at most once. Thread-safe.
 */
final class ReadyConnections {

    private static final long PATIENCE_MILLIS = 10;
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    private static final long IDLE_MILLIS = 10_000;

    /** An idle thread looks so often for what it should forget. */
    private static final long NAP = TimeUnit.SECONDS.toNanos(1);

    private final int most;
    private final int mostOfAll;
    private final int mostUnfinished;
    private final Executor executor;
    private final SparseLog log;
    private final Object lock = new Object();
    private final Queue<Ready> queue = new ArrayDeque<>(); // guarded by lock
    private final Set<ReaderThread> threads = new HashSet<>(); // guarded by lock
    private int idle; // guarded by lock
    private int coming; // guarded by lock; started, and not here yet
    private int unfinished; // guarded by lock; in the middle of a message
    private @Nullable Function<ReadyConnections, ReaderThread> factory; // guarded by lock
    private boolean closed; // guarded by lock
    private final AtomicInteger lingering = new AtomicInteger();
    private volatile boolean waiting;

    private record Ready(JrmpConnection connection, long since) {}

    ReadyConnections(HearthConfig.Threads threads, Executor executor, SparseLog log) {
        this.most = Math.max(1, threads.readers());
        this.mostOfAll = most + threads.pool() + threads.spare() + threads.overtaken();
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
            if (queue.size() <= idle) {
                lock.notify();
            } else if (queue.size() > idle + coming) {
                findThread();
            }
            waiting = queue.size() > idle + coming;
        }
    }

    /** For a connection that none of the idle threads will come to. */
    private void findThread() {
        if (threads.size() < most + Math.min(unfinished, mostUnfinished)) {
            start();
        } else {
            waiting =
                    true; // before the question whether one lingers: who is about to sees this, and who does is called
            if (lingering.get() > 0) {
                callOneAway();
            }
        }
    }

    private void callOneAway() {
        for (ReaderThread thread : threads) {
            if (thread.callAway()) {
                return;
            }
        }
    }

    /** A thread begins, or ends, to wait for a call that may come soon, with nothing else to do. */
    void lingering(boolean begins) {
        lingering.addAndGet(begins ? 1 : -1);
    }

    /** A thread begins, or ends, to wait in the middle of a message; whoever needs its place meanwhile has it. */
    void unfinished(boolean begins) {
        synchronized (lock) {
            unfinished += begins ? 1 : -1;
            if (begins && queue.size() > idle + coming) {
                findThread();
                waiting = queue.size() > idle + coming;
            }
        }
    }

    /** Whether a connection has bytes and no thread, nor is one on its way. */
    boolean waiting() {
        return waiting;
    }

    /** A connection for this thread; empty when there is none for long, and then the thread is to end. */
    Optional<JrmpConnection> take(ReaderThread thread) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
        synchronized (lock) {
            coming -= thread.arrives() ? 1 : 0;
        }
        while (true) {
            synchronized (lock) {
                long left = end - System.nanoTime();
                if (queue.isEmpty() && !closed && left > 0) {
                    await(Math.min(left, NAP));
                }
                if (!queue.isEmpty()) {
                    Ready next = queue.remove();
                    waiting = queue.size() > idle + coming;
                    return Optional.of(next.connection);
                }
                if (closed || end - System.nanoTime() <= 0) {
                    threads.remove(thread);
                    return Optional.empty();
                }
            }
            thread.forget();
        }
    }

    private void await(long nanos) throws InterruptedException {
        idle++;
        try {
            TimeUnit.NANOSECONDS.timedWait(lock, nanos);
        } finally {
            idle--;
        }
    }

    /** This thread ends, for whatever reason. */
    void ended(ReaderThread thread) {
        synchronized (lock) {
            threads.remove(thread);
            coming -= thread.arrives() ? 1 : 0;
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
        List<JrmpConnection> oldest = List.of();
        synchronized (lock) {
            Ready first = queue.peek();
            long now = System.nanoTime();
            boolean surplus = unfinished > mostUnfinished;
            if (first == null || (!surplus && now - first.since < PATIENCE)) {
                return;
            }
            if (surplus || (threads.size() >= mostOfAll && unfinished > 0)) {
                oldest = oldestUnfinished(now, Math.max(1, unfinished - mostUnfinished));
            } else {
                startForThoseThatWait(now);
            }
        }
        oldest.forEach(connection -> {
            log.info("closed a connection from " + connection
                    + ": the rest of its message was long in coming, and others wait for its thread");
            connection.close();
        });
    }

    private List<JrmpConnection> oldestUnfinished(long now, int count) {
        return threads.stream()
                .filter(ReaderThread::awaitsMessage)
                .sorted(Comparator.comparingLong((ReaderThread thread) -> thread.unfinishedFor(now))
                        .reversed())
                .limit(count)
                .flatMap(thread -> thread.connection().stream())
                .toList();
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
        coming++;
        try {
            executor.execute(thread);
        } catch (RuntimeException | Error noThread) {
            threads.remove(thread);
            coming--;
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
