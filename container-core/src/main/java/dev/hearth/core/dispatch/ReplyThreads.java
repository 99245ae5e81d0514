package dev.hearth.core.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that write replies, which come in crowds: whoever brings one wakes a thread only while few are at work, and those
 * that are take one after the other.
 *
 * <p>A peer that does not read holds up the thread that writes to it. While there is work and none of it gets done, one
 * thread more begins every {@value #LOOK_MILLIS} ms, up to {@value #MOST} in all. The queue is bounded by the calls in
 * progress, of which each has one reply. Thread-safe.
 */
final class ReplyThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyThreads.class);

    private static final int MOST = 32;
    private static final int LOOK_MILLIS = 2;
    private static final int IDLE_LOOKS = 20;
    private static final long IDLE_SECONDS = 10;

    private final int few = Math.max(2, Runtime.getRuntime().availableProcessors());
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger workers = new AtomicInteger();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST + 1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            WorkThreads.named("hearth-reply-"),
            (late, closed) -> late.run()); // refused after the close alone

    @Override
    public void execute(Runnable work) {
        queue.add(work);
        if (mayBegin(few)) {
            threads.execute(this::work);
        } else if (!watched.get() && watched.compareAndSet(false, true)) {
            threads.execute(this::watch);
        }
    }

    private boolean mayBegin(int most) {
        int now = workers.get();
        while (now < most) {
            if (workers.compareAndSet(now, now + 1)) {
                return true;
            }
            now = workers.get();
        }
        return false;
    }

    private void work() {
        do {
            for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
                taken.incrementAndGet();
                runSafely(next);
            }
            workers.decrementAndGet();
        } while (!queue.isEmpty() && mayBegin(few)); // what came before the count went down found enough at work
    }

    private static void runSafely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error fault) {
            LOG.error("a reply could not be made", fault);
        }
    }

    /** Looks from time to time, while there is much to do, whether any of it gets done. */
    private void watch() {
        long before = taken.get();
        for (int idle = 0; idle < IDLE_LOOKS; ) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            long now = taken.get();
            if (now == before && !queue.isEmpty() && mayBegin(MOST)) {
                threads.execute(this::work);
            }
            idle = now == before && queue.isEmpty() ? idle + 1 : 0;
            before = now;
        }
        watched.set(false);
        if (!queue.isEmpty() && watched.compareAndSet(false, true)) {
            watch();
        }
    }

    /** What was brought is done; what is brought later, by whoever brings it. */
    void shutdown() {
        threads.shutdown();
    }
}
