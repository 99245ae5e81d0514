package dev.hearth.core.admin;

import dev.hearth.core.config.HearthConfig;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The admin port's threads, made on demand and ended when idle, and the limits on its connections. */
final class AdminThreads {

    private static final int READERS = 8;
    private static final int CONNECTIONS = 128;
    private static final int IDLE_SECONDS = 30;

    private final ExecutorService readers;
    private final ExecutorService workers;

    /** @param calls how many workers at most */
    AdminThreads(int calls) {
        // Never full, for there are no more connections; the JDK's server would lose a connection that is refused here.
        this.readers = pool("hearth-admin-", READERS, READERS, new LinkedBlockingQueue<>(2 * CONNECTIONS));
        this.workers = pool("hearth-admin-call-", 0, calls, new SynchronousQueue<>());
    }

    private static ThreadPoolExecutor pool(String name, int core, int most, BlockingQueue<Runnable> queue) {
        AtomicInteger made = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, name + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(core, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Read requests, and answer those that wait for nothing. */
    ExecutorService readers() {
        return readers;
    }

    /** Run what may wait; refuse what is too much. */
    ExecutorService workers() {
        return workers;
    }

    void close() {
        workers.shutdownNow();
        readers.shutdownNow();
    }

    /**
     * Tells the JDK's server its limits. It reads them once, when its first instance is made; what the user has said
     * with {@code -D} stays.
     */
    static void limitConnections(HearthConfig.Admin config) {
        limit("sun.net.httpserver.maxReqTime", config.requestTimeout().toSeconds());
        // Counts from the last byte of the request, so it must be longer than the longest call.
        limit("sun.net.httpserver.maxRspTime", config.callTimeout().toSeconds() + 60);
        limit("sun.net.httpserver.idleInterval", IDLE_SECONDS);
        limit("jdk.httpserver.maxConnections", CONNECTIONS);
    }

    private static void limit(String property, long value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Long.toString(value));
        }
    }
}
