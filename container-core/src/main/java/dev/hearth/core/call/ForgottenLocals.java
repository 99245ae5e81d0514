package dev.hearth.core.call;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link ThreadLocal}s of deployments that have ended, for the threads that may still have values of them.
 *
 * <p>No thread can take a value from another one. So each takes its own: before it goes into an object the next time. A thread
 * that does so no more ends when it has been idle. Thread-safe; what nobody else holds is forgotten here too.
 */
public final class ForgottenLocals {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenLocals.class);

    private static final Object LOCK = new Object();

    @GuardedBy("LOCK")
    private static List<WeakReference<ThreadLocal<?>>> locals = List.of();

    private static volatile int news;

    private ForgottenLocals() {}

    /** Changes when there are more; looked at before each call. */
    public static int news() {
        return news;
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
    }

    /** Takes what the current thread has of them. */
    public static void forget() {
        List<WeakReference<ThreadLocal<?>>> all;
        synchronized (LOCK) {
            all = locals;
        }
        all.stream().map(WeakReference::get).filter(Objects::nonNull).forEach(ForgottenLocals::remove);
    }

    private static void remove(ThreadLocal<?> local) {
        try {
            local.remove();
        } catch (RuntimeException | LinkageError ofASubclass) {
            LOG.debug("a thread-local of a deployment that has ended can't be removed", ofASubclass);
        }
    }
}
