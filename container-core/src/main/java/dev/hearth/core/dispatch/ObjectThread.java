package dev.hearth.core.dispatch;

import dev.hearth.core.call.ForgottenLocals;
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

    /**
     * How often it lets others run and looks again before it sleeps. To wake a thread costs more than a call on it, and the
     * next call often comes from one that is ready to run. A virtual thread's yield is no cheaper than its sleep.
     */
    private static final int YIELDS = 3;

    /** So often in vain, one after the other, and it sleeps at once, but for every {@link #TRY_AGAIN}th time. */
    private static final int IN_VAIN = 4;

    private static final int TRY_AGAIN = 64;

    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Runnable waker = this::wake;
    private final ForgottenLocals.OfThread locals = new ForgottenLocals.OfThread();
    private final Thread thread;
    private final int yields;

    /** Whether it sleeps, or is about to and will look into its inbox once more. */
    private volatile boolean asleep;

    private volatile boolean stopped;

    private int inVain = IN_VAIN;
    private int sleeps;

    private ObjectThread(String name, ThreadKind kind) {
        this.thread = kind.newThread(name, this::loop);
        this.yields = kind.isVirtual() ? 0 : YIELDS;
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
        wake();
    }

    private void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** Ends the thread when it has done what was posted. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        CURRENT.set(this);
        ForgottenLocals.wake(waker);
        try {
            runPosted();
        } finally {
            ForgottenLocals.wakeNoMore(waker);
        }
    }

    private void runPosted() {
        while (true) {
            Runnable work = inbox.poll();
            if (work != null) {
                runSafely(work);
                Thread.interrupted(); // what this turn has left behind is not for the next
            } else if (stopped) {
                return;
            } else if (!comesSoon()) {
                sleep(this);
                Thread.interrupted();
            }
        }
    }

    /** Lets others run, where that has helped of late, until there is work. */
    @SuppressWarnings("ThreadPriorityCheck") // whatever the scheduler makes of the yield, what follows is right
    private boolean comesSoon() {
        if (inVain >= IN_VAIN && ++sleeps % TRY_AGAIN != 0) {
            return false;
        }
        for (int i = 0; i < yields; i++) {
            Thread.yield();
            if (!inbox.isEmpty()) {
                inVain = 0;
                return true;
            }
        }
        inVain++;
        return false;
    }

    /** Returns when it was woken, and at once if there is work. {@link #stop} wakes it, now or when it sleeps next. */
    private void sleep(Object blocker) {
        asleep = true;
        locals.forget();
        if (inbox.isEmpty()) {
            LockSupport.park(blocker);
        }
        asleep = false;
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
            } else if (self == null) {
                LockSupport.park(done);
            } else {
                self.sleep(done);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
