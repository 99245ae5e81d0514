package dev.hearth.samples.threading;

import java.util.concurrent.TimeUnit;

/**
 * Counts who is inside. Server side; each object that shows its threads has one.
 *
 * <p>Thread-safe, since some policies let many in. A persistent object would keep it in a {@code transient} field.
 */
public final class Turnstile {

    /** No visit is longer than this: a caller must not be able to keep a thread. */
    public static final long LONGEST_MILLIS = 10_000;

    private int inside;
    private int together;

    /** Enters, waits until {@code company} callers are inside together or the time is up, and leaves. */
    public synchronized Visit pass(int company, long millis) throws InterruptedException {
        enter();
        try {
            awaitCompany(company, Math.min(millis, LONGEST_MILLIS));
            Thread thread = Thread.currentThread();
            return new Visit(thread.getName(), thread.getId(), together);
        } finally {
            inside--;
        }
    }

    private void enter() {
        inside++;
        together = inside == 1 ? 1 : Math.max(together, inside);
        notifyAll();
    }

    private void awaitCompany(int company, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (together < company) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
