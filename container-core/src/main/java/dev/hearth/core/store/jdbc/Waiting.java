package dev.hearth.core.store.jdbc;

import dev.hearth.core.call.ContainerThreads;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits that an interrupt neither ends nor gets lost in: the flag is set again when they are over. */
final class Waiting {

    private Waiting() {}

    /** @throws IOException what the future failed with, or that it took longer than this many seconds */
    static <T> T uninterruptibly(Future<T> future, String what, int seconds) throws IOException {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (true) {
                try {
                    return future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException late) {
            throw new IOException(
                    what + " took longer than " + seconds + " s; is the disk or the database stuck?", late);
        } catch (ExecutionException failed) {
            throw failure(what, failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException failure(String what, @Nullable Throwable cause) {
        if (cause instanceof IOException told) {
            return told;
        }
        return new IOException(what + " failed: " + cause, cause);
    }

    /** Runs this on a new thread, which nobody interrupts, and waits for it. */
    static <T> T onOwnThread(Callable<T> task, String what, int seconds) throws IOException {
        FutureTask<T> future = new FutureTask<>(task);
        ContainerThreads.daemon(future, "hearth-store-" + what).start();
        return uninterruptibly(future, what, seconds);
    }
}
