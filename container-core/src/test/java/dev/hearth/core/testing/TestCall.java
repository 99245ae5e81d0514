package dev.hearth.core.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.hearth.api.Caller;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.Target;
import java.rmi.MarshalException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A call from outside whose outcome a test waits for. */
public final class TestCall implements IncomingCall {

    private final Target target;
    private final String method;
    private final @Nullable Object[] arguments;
    private final CompletableFuture<Outcome> sent = new CompletableFuture<>();
    private final AtomicBoolean argumentsRead = new AtomicBoolean();
    private volatile @Nullable Outcome encoded;
    private volatile @Nullable Object unfit;
    private volatile String presumed = Caller.ANONYMOUS;
    private volatile @Nullable Throwable twice;
    private volatile boolean ran;
    private Peer peer = Peer.LOCAL;

    public TestCall(Target target, String method, @Nullable Object... arguments) {
        this.target = target;
        this.method = method;
        this.arguments = arguments;
    }

    /** Who calls. */
    public TestCall from(Peer caller) {
        peer = caller;
        return this;
    }

    /** A result that can't be sent. */
    public TestCall unfit(Object result) {
        unfit = result;
        return this;
    }

    /** Comes from a client whose certificate names somebody. */
    public TestCall by(String subject) {
        presumed = subject;
        return this;
    }

    @Override
    public String presumed() {
        return presumed;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public @Nullable HostedMethod select(HostedType type) {
        return type.methods().stream()
                .filter(candidate -> candidate.name().equals(method))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String methodText() {
        return method;
    }

    @Override
    public @Nullable Object[] readArguments(HostedMethod hosted, HostedType type) {
        if (!argumentsRead.compareAndSet(false, true)) {
            twice = new AssertionError("the arguments were read twice");
        }
        return arguments.clone();
    }

    public boolean argumentsRead() {
        return argumentsRead.get();
    }

    @Override
    public void hasRun() {
        ran = true;
    }

    /** Whether the method is said to have run although the call is refused. */
    public boolean ran() {
        return ran;
    }

    @Override
    public void encode(Outcome outcome) throws MarshalException {
        if (sent.isDone()) {
            twice = new AssertionError("encoded after it was sent");
        }
        if (unfit != null && outcome.succeeded() && unfit.equals(outcome.result())) {
            throw new MarshalException("can't send " + unfit);
        }
        encoded = outcome;
    }

    @Override
    public void send() {
        Outcome known = encoded;
        if (known == null) {
            twice = new AssertionError("sent without an outcome");
        } else if (!sent.complete(known)) {
            twice = new AssertionError("sent twice");
        }
    }

    public boolean answered() {
        return sent.isDone();
    }

    /** The outcome, waited for. */
    public Outcome outcome() {
        try {
            Outcome outcome = sent.get(20, SECONDS);
            Throwable fault = twice;
            if (fault != null) {
                throw new AssertionError(fault);
            }
            return outcome;
        } catch (Exception late) {
            throw new AssertionError("no outcome of " + method + " on " + target, late);
        }
    }

    /** The result; fails if there is none. */
    public @Nullable Object result() {
        Outcome outcome = outcome();
        if (outcome.error() != null) {
            throw new AssertionError("not a result", outcome.error());
        }
        return outcome.result();
    }

    /** The error; fails if there is none. */
    public Throwable error() {
        Outcome outcome = outcome();
        if (outcome.error() == null) {
            throw new AssertionError("a result: " + outcome.result());
        }
        return outcome.error();
    }
}
