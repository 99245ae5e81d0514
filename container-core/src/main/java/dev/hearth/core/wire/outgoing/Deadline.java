package dev.hearth.core.wire.outgoing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time that one outgoing call may take: past it, the call's socket is closed by the watchdog's thread, which ends every
 * wait of the calling thread.
 *
 * <p>The calling thread arms and closes it; the watchdog fires it.
 */
final class Deadline implements AutoCloseable {

    private final Duration allowed;
    private final Future<?> alarm;
    private final Consumer<Deadline> whenClosed;
    private @Nullable Channel guarded;
    private boolean passed;
    private boolean over;

    /**
     * @param whenClosed told when this deadline is of no use any more
     * @throws java.util.concurrent.RejectedExecutionException if the watchdog was shut down
     */
    Deadline(Duration allowed, ScheduledExecutorService watchdog, Consumer<Deadline> whenClosed) {
        this.allowed = allowed;
        this.whenClosed = whenClosed;
        this.alarm = watchdog.schedule(this::fire, allowed.toNanos(), TimeUnit.NANOSECONDS);
    }

    Duration allowed() {
        return allowed;
    }

    /** The socket to close; closed at once if the time is over. */
    synchronized void guard(Channel socket) throws IOException {
        guarded = socket;
        if (passed) {
            socket.close();
        }
    }

    synchronized boolean passed() {
        return passed;
    }

    /** The call needs its socket no longer; whether it may be used for another call. */
    synchronized boolean release() {
        over = true;
        guarded = null;
        return !passed;
    }

    /** The time is over, or no more is given. */
    synchronized void fire() {
        if (over) {
            return;
        }
        passed = true;
        if (guarded != null) {
            try {
                guarded.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Override
    public void close() {
        release();
        alarm.cancel(false);
        whenClosed.accept(this);
    }
}
