package dev.hearth.core.call;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link ThreadLocal}s of deployments that have ended, for the threads that may still have values of them.
 *
 * <p>No thread can take a value from another one. So each takes its own, with an {@link OfThread}: before it goes into an object
 * the next time, and before it waits. One that may wait for long has itself woken. Thread-safe; what nobody else holds is
 * forgotten here too.
 */
public final class ForgottenLocals {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenLocals.class);

    private static final Object LOCK = new Object();

    @GuardedBy("LOCK")
    private static List<WeakReference<ThreadLocal<?>>> locals = List.of();

    private static final Set<Runnable> SLEEPERS = ConcurrentHashMap.newKeySet();

    private static volatile int news;

    private ForgottenLocals() {}

    /**
     * Has a thread that may sleep for long woken when there are more.
     *
     * @param waker wakes it; short, and called by any thread
     */
    public static void wake(Runnable waker) {
        SLEEPERS.add(waker);
    }

    /** Has it woken no more. */
    public static void wakeNoMore(Runnable waker) {
        SLEEPERS.remove(waker);
    }

    /** Has all threads forget what they have of these. */
    public static void add(Collection<ThreadLocal<?>> more) {
        if (more.isEmpty()) {
            return;
        }
        synchronized (LOCK) {
            List<WeakReference<ThreadLocal<?>>> all = new ArrayList<>(locals);
            all.removeIf(known -> known.get() == null);
            more.forEach(local -> all.add(new WeakReference<>(local)));
            locals = List.copyOf(all);
            news++; // the lock is held by all who write
        }
        SLEEPERS.forEach(Runnable::run);
    }

    /** Takes what the current thread has of them. */
    public static void forget() {
        List<WeakReference<ThreadLocal<?>>> all;
        synchronized (LOCK) {
            all = locals;
        }
        all.stream().map(WeakReference::get).filter(Objects::nonNull).forEach(ForgottenLocals::remove);
    }

    /** What one thread has forgotten so far; used by that thread alone, and made before it first goes into an object. */
    public static final class OfThread {

        private int seen = news;

        /** Forgets what there is more; for next to nothing where there is none. */
        public void forget() {
            int now = news;
            if (seen != now) {
                seen = now;
                ForgottenLocals.forget();
            }
        }
    }

    private static void remove(ThreadLocal<?> local) {
        try {
            local.remove();
        } catch (Throwable ofASubclass) {
            LOG.debug("a thread-local of a deployment that has ended can't be removed", ofASubclass);
        }
    }
}
