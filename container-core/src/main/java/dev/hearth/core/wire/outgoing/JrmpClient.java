package dev.hearth.core.wire.outgoing;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.ForeignReference;
import dev.hearth.core.wire.marshal.OutgoingCalls;
import dev.hearth.core.wire.marshal.OutgoingMethod;
import dev.hearth.core.wire.transport.Tls;
import java.lang.reflect.Method;
import java.rmi.RemoteException;
import java.rmi.UnexpectedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hearth's own JRMP client: what the calls of foreign references leave through.
 *
 * <p>A call runs on the calling thread, which waits for the answer at most {@code wire.outgoing-deadline}. Interrupting it
 * ends the call and closes the connection. Resolving a host's name is the system's and has the system's time limit.
 *
 * <p>Thread-safe.
 */
public final class JrmpClient implements OutgoingCalls {

    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final Exchange exchange;
    private final Leases leases;
    private final Waiting waiting;

    /**
     * @param port the port of our endpoint now, which stubs in arguments name unless one is advertised
     * @param tls for stubs that want TLS, and for our own stubs in arguments; empty for what the JVM's settings say
     * @param waiting is told before and after a thread waits for an answer
     */
    public JrmpClient(HearthConfig.Wire wire, Optional<Tls> tls, Codec codec, IntSupplier port, Waiting waiting) {
        this.exchange = new Exchange(wire, tls, codec, port, this);
        this.leases = new Leases(exchange, codec);
        this.waiting = waiting;
    }

    @Override
    public @Nullable Object call(ForeignReference callee, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        leases.used(callee);
        OutgoingMethod how = callee.method(method);
        Runnable done;
        try {
            done = waiting.begin();
        } catch (RejectedExecutionException full) {
            throw fitting(new RemoteException("HEARTH-BUSY: " + full.getMessage() + "; nothing was sent"), method);
        }
        Outcome outcome;
        try {
            outcome = exchange.call(callee.address(), how, arguments == null ? NO_ARGUMENTS : arguments, callee.came());
        } finally {
            done.run();
        }
        if (outcome.error() == null) {
            return outcome.result();
        }
        throw fitting(withOurTrace(outcome.error()), method);
    }

    /** The callee's trace, and below it how this thread came to call, as a JDK stub has it. */
    private static Throwable withOurTrace(Throwable thrown) {
        StackTraceElement[] there = thrown.getStackTrace();
        StackTraceElement[] here = new Throwable().getStackTrace();
        StackTraceElement[] both = Arrays.copyOf(there, there.length + here.length);
        System.arraycopy(here, 0, both, there.length, here.length);
        thrown.setStackTrace(both);
        return thrown;
    }

    /** A checked exception that the interface does not declare can't be thrown through it. */
    private static Throwable fitting(Throwable thrown, Method method) {
        if (!(thrown instanceof Exception checked) || thrown instanceof RuntimeException) {
            return thrown;
        }
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared.isInstance(thrown)) {
                return thrown;
            }
        }
        return new UnexpectedException("unexpected exception", checked);
    }

    @Override
    public void arrived(List<ForeignReference> references, Peer sender) {
        leases.arrived(references, sender);
    }

    @Override
    public void claim(ForeignReference reference) {
        Runnable done = beginClaim();
        try {
            leases.claim(reference);
        } finally {
            done.run();
        }
    }

    /** A claim is answered by the other JVM itself, without a call to us: it may wait with a place. */
    private Runnable beginClaim() {
        try {
            return waiting.begin();
        } catch (RejectedExecutionException full) {
            return () -> {};
        }
    }

    @Override
    public void close() {
        leases.close();
        exchange.close();
    }
}
