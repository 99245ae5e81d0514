package dev.hearth.samples.greeter;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;
import dev.hearth.samples.threading.Turnstile;
import dev.hearth.samples.threading.Visit;

/**
 * A transient, pooled object: the default, and the fastest.
 *
 * <p>{@code POOLED} means that a call runs on the thread that read it, so calls overlap. That is harmless here: there is
 * nothing to change. The annotation could leave the threading out, since {@code POOLED} is what a container does where
 * nothing else is said.
 */
@HostedObject(name = "greeter", threading = Threading.POOLED)
public final class GreeterObject implements Greeter {

    private final Turnstile turnstile = new Turnstile();

    @Override
    public String greet(String name) {
        return "Good day, " + name + "!";
    }

    @Override
    public Visit visit(int company, long millis) throws InterruptedException {
        return turnstile.pass(company, millis);
    }
}
