package dev.hearth.core.cli.prove;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread clear up when the process is ended from outside: it is interrupted, and the process waits for it, if not for
 * ever. Thread-safe.
 */
final class Stop implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 15;

    private final Thread thread = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "proof-end");
    private volatile boolean wanted;

    private Stop() {}

    /** For this thread, until it closes it. */
    static Stop here() {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    private void stop() {
        wanted = true;
        thread.interrupt();
        try {
            boolean unused = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process is ended: what fails from then on may fail because of that. */
    boolean wanted() {
        return wanted;
    }

    /** @throws InterruptedException if the process is ended */
    void check() throws InterruptedException {
        if (wanted) {
            throw new InterruptedException("stopped");
        }
    }

    /** What clears up is not interrupted. */
    void goOn() {
        boolean unused = wanted && Thread.interrupted();
    }

    @Override
    public void close() {
        over.countDown();
        if (!wanted) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                return; // and the hook has found nothing to wait for
            }
        }
    }
}
