package dev.hearth.core.hosted;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.call.Deployment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shutdown hooks of a deployment: they run when it ends, not when the JVM does.
 *
 * <p>All run at the same time, as the JVM's do, and are waited for {@value #SECONDS} s in all. Thread-safe.
 */
final class ShutdownHooks {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownHooks.class);
    private static final int SECONDS = 10;
    private static final int MOST = 1_000;

    @GuardedBy("this")
    private final IdentityHashMap<Thread, Boolean> hooks = new IdentityHashMap<>();

    @GuardedBy("this")
    private boolean begun;

    /** As {@link Runtime#addShutdownHook}. */
    synchronized void add(Thread hook) {
        if (begun) {
            throw new IllegalStateException("Shutdown in progress");
        }
        if (hooks.containsKey(hook)) {
            throw new IllegalArgumentException("Hook previously registered");
        }
        if (hook.isAlive()) {
            throw new IllegalArgumentException("Hook already running");
        }
        if (hooks.size() >= MOST) {
            throw new IllegalStateException("a deployment may have " + MOST + " shutdown hooks");
        }
        hooks.put(hook, true);
    }

    /** As {@link Runtime#removeShutdownHook}. */
    synchronized boolean remove(Thread hook) {
        if (begun) {
            throw new IllegalStateException("Shutdown in progress");
        }
        return hooks.remove(hook) != null;
    }

    /** Does nothing the second time. */
    void run(Deployment deployment) {
        List<Thread> running = begin(deployment.loader());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (Thread hook : running) {
            if (!ended(hook, end)) {
                LOG.warn(
                        "the shutdown hook {} of {} has not ended within {} s and is interrupted",
                        hook.getName(),
                        deployment,
                        SECONDS);
                hook.interrupt();
            }
        }
    }

    private synchronized List<Thread> begin(ClassLoader loader) {
        begun = true;
        List<Thread> all = new ArrayList<>(hooks.keySet());
        hooks.clear();
        all.removeIf(hook -> !begun(hook, loader));
        return all;
    }

    /** A hook that can't be started keeps no other from it. */
    private static boolean begun(Thread hook, ClassLoader loader) {
        try {
            hook.setContextClassLoader(loader);
            hook.start();
            return true;
        } catch (IllegalThreadStateException unfit) {
            LOG.warn(
                    "the shutdown hook {} can't be started: its thread has run, or its group has ended",
                    hook.getName());
            return false;
        }
    }

    private static boolean ended(Thread hook, long end) {
        try {
            hook.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return !hook.isAlive();
    }
}
