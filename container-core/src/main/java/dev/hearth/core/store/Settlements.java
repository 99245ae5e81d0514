package dev.hearth.core.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which positions are settled, which have failed, and who waits for one.
 *
 * <p>Waiting callbacks are as many as callers wait. Of failed ranges the last {@link #FAILURES} are known; a position
 * whose failure was forgotten counts as settled, so ask soon after the commit.
 *
 * <p>Thread-safe.
 */
public final class Settlements {

    private static final int FAILURES = 1_024;

    private static final Logger log = LoggerFactory.getLogger(Settlements.class);

    private final boolean atOnce;
    private final Executor callbacks;

    private volatile long settled;
    private volatile boolean anyFailed;

    @GuardedBy("this")
    private final TreeMap<Long, List<Consumer<@Nullable Throwable>>> waiting = new TreeMap<>();

    @GuardedBy("this")
    private final Deque<Failure> failures = new ArrayDeque<>();

    private record Failure(long from, long to, Throwable cause) {}

    /**
     * @param atOnce whether nobody waits for the disk
     * @param callbacks runs the callbacks of those who wait, one after the other
     */
    public Settlements(boolean atOnce, Executor callbacks) {
        this.atOnce = atOnce;
        this.callbacks = callbacks;
    }

    /** Whether nobody needs to wait for this position any more, and it has not failed. */
    public boolean isSettled(long position) {
        if (!atOnce && position > settled) {
            return false;
        }
        return !anyFailed || failureOf(position) == null;
    }

    /** Whether this position will never be settled. */
    public boolean hasFailed(long position) {
        return anyFailed && failureOf(position) != null;
    }

    /** The highest position that was ever settled. */
    public long settledUpTo() {
        return settled;
    }

    /** Calls back when the position is settled or has failed; at once, on this thread, if it is so already. */
    public void whenSettled(long position, Consumer<@Nullable Throwable> callback) {
        Throwable cause;
        synchronized (this) {
            cause = failureOf(position);
            if (cause == null && !atOnce && position > settled) {
                waiting.computeIfAbsent(position, p -> new ArrayList<>(2)).add(callback);
                return;
            }
        }
        callback.accept(cause);
    }

    private synchronized @Nullable Throwable failureOf(long position) {
        for (Iterator<Failure> latest = failures.descendingIterator(); latest.hasNext(); ) {
            Failure failure = latest.next();
            if (failure.from <= position && position <= failure.to) {
                return failure.cause;
            }
        }
        return null;
    }

    /** All positions up to this one are settled, but for those that failed. */
    public void settle(long upTo) {
        List<Consumer<@Nullable Throwable>> released;
        synchronized (this) {
            settled = Math.max(settled, upTo);
            released = takeWaiting(0, upTo);
        }
        release(released, null);
    }

    /** These positions have failed and will never be settled. */
    public void fail(long from, long to, Throwable cause) {
        if (from > to) {
            return; // everything that was accepted is settled
        }
        List<Consumer<@Nullable Throwable>> released;
        synchronized (this) {
            failures.addLast(new Failure(from, to, cause));
            if (failures.size() > FAILURES) {
                failures.removeFirst();
            }
            anyFailed = true;
            released = takeWaiting(from, to);
        }
        release(released, cause);
    }

    @GuardedBy("this")
    private List<Consumer<@Nullable Throwable>> takeWaiting(long from, long to) {
        List<Consumer<@Nullable Throwable>> taken = new ArrayList<>();
        var range = waiting.subMap(from, true, to, true);
        range.values().forEach(taken::addAll);
        range.clear();
        return taken;
    }

    private void release(List<Consumer<@Nullable Throwable>> released, @Nullable Throwable cause) {
        if (!released.isEmpty()) {
            callbacks.execute(() -> released.forEach(callback -> tell(callback, cause)));
        }
    }

    private static void tell(Consumer<@Nullable Throwable> callback, @Nullable Throwable cause) {
        try {
            callback.accept(cause);
        } catch (RuntimeException | Error thrown) {
            log.error("a callback that waited for the store threw", thrown);
        }
    }
}
