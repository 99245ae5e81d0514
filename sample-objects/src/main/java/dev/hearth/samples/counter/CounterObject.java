package dev.hearth.samples.counter;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;
import dev.hearth.samples.threading.Turnstile;
import dev.hearth.samples.threading.Visit;

/**
 * Runs on the container's one object thread, as all {@code SINGLE} objects do.
 *
 * <p>That is the policy for old code which was never meant for threads: plain fields, static ones too, and nothing ever
 * overlaps. Keep such methods short, for all {@code SINGLE} objects of the container wait meanwhile.
 */
@HostedObject(name = "counter", threading = Threading.SINGLE)
public final class CounterObject implements Counter {

    /** Static to show that calls of different counters don't overlap either. */
    private static final Turnstile TURNSTILE = new Turnstile();

    private long count;

    @Override
    public long next() {
        return ++count;
    }

    @Override
    public Visit visit(int company, long millis) throws InterruptedException {
        return TURNSTILE.pass(company, millis);
    }
}
