package dev.hearth.core.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs the turns of one object, or of all {@code SINGLE} ones, in the order in which they come.
 *
 * <p>What is posted already owns the lane. So while the thread waits for a nested call, what arrives can only be of its own
 * chain, and is run meanwhile. Thread-safe.
 */
final class ObjectThread {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectThread.class);
    private static final ThreadLocal<ObjectThread> CURRENT = new ThreadLocal<>();

    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopped;

    private ObjectThread(String name, ThreadKind kind) {
        this.thread = kind.newThread(name, this::loop);
    }

    static ObjectThread start(String name, ThreadKind kind) {
        ObjectThread started = new ObjectThread(name, kind);
        started.thread.start();
        return started;
    }

    /** The object thread that the current thread is; null if it is none. */
    static @Nullable ObjectThread current() {
        return CURRENT.get();
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    void post(Runnable work) {
        inbox.add(work);
        LockSupport.unpark(thread);
    }

    /** Ends the thread when it has done what was posted. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        CURRENT.set(this);
        while (true) {
            Runnable work = inbox.poll();
            if (work != null) {
                runSafely(work);
                Thread.interrupted(); // what this turn has left behind is not for the next
            } else if (stopped) {
                return;
            } else {
                LockSupport.park(this);
                Thread.interrupted();
            }
        }
    }

    private static void runSafely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error fault) {
            LOG.error("a turn failed outside of its object", fault);
        }
    }

    /**
     * Waits on the current thread; if it is an object thread, it runs what is posted to it meanwhile. Interrupts do not end
     * the wait and are kept for later.
     */
    static void await(BooleanSupplier done) {
        ObjectThread self = current();
        boolean interrupted = false;
        while (!done.getAsBoolean()) {
            Runnable work = self == null ? null : self.inbox.poll();
            interrupted |= Thread.interrupted();
            if (work != null) {
                runSafely(work);
                Thread.interrupted();
            } else {
                LockSupport.park(done);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
