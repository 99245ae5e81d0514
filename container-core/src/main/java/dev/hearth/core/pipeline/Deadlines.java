package dev.hearth.core.pipeline;

import dev.hearth.core.call.ContainerThreads;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks at calls when their deadline comes, on a thread of its own. Calls without a deadline cost nothing here. */
final class Deadlines implements AutoCloseable {

    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, work -> ContainerThreads.daemon(work, "hearth-deadlines"));

    Deadlines() {
        clock.setRemoveOnCancelPolicy(true);
    }

    /**
     * Calls back once that time is over.
     *
     * @return takes the watch back when the call has ended
     */
    Runnable watch(long nanosFromNow, Runnable expired) {
        java.util.concurrent.ScheduledFuture<?> watch =
                clock.schedule(expired, Math.max(0, nanosFromNow), TimeUnit.NANOSECONDS);
        return () -> watch.cancel(false);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
