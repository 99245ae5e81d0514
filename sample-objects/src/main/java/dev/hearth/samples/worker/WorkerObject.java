package dev.hearth.samples.worker;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;
import dev.hearth.samples.threading.Turnstile;
import dev.hearth.samples.threading.Visit;

/**
 * Gets a new thread for each call, so slow calls hold up nobody, and thread-locals begin empty.
 *
 * <p>{@code sleep} stands for work that can be interrupted. When the call passes its deadline, or an operator says {@code
 * hearth cancel}, the container interrupts the thread: let the {@link InterruptedException} through, as here, and the call
 * ends.
 */
@HostedObject(name = "worker", threading = Threading.PER_REQUEST)
public final class WorkerObject implements Worker {

    private final Turnstile turnstile = new Turnstile();

    @Override
    public String work(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return "worked " + millis + " ms on thread " + Thread.currentThread().getName();
    }

    @Override
    public Visit visit(int company, long millis) throws InterruptedException {
        return turnstile.pass(company, millis);
    }
}
