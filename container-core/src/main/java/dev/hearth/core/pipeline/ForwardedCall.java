package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.adapter.ValueCopier;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.Target;
import java.io.IOException;
import java.rmi.MarshalException;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that a {@code handle} hook leads to another object, in the turn of the one that it came to.
 *
 * <p>Arguments and result travel by value, as between hosted objects. Used by one thread at a time; over when {@code enter}
 * returns, as is every call inside a chain.
 */
final class ForwardedCall implements IncomingCall {

    private final CallRun from;
    private final Target target;
    private final ValueCopier copier;
    private @Nullable Outcome outcome;

    ForwardedCall(CallRun from, String name, ValueCopier copier) {
        this.from = from;
        this.target = new Target.ByName(name);
        this.copier = copier;
    }

    @Override
    public Peer peer() {
        return from.peer();
    }

    @Override
    public boolean local() {
        return from.local();
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(from.principal());
    }

    @Override
    public String deployment() {
        return from.incoming().deployment();
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public @Nullable HostedMethod select(HostedType type) {
        return type.method(from.hosted().hash());
    }

    @Override
    public String methodText() {
        return from.hosted().toString();
    }

    @Override
    public @Nullable Object[] readArguments(HostedMethod method, HostedType type) throws IOException {
        try {
            return copier.copyAll(from.rawArguments(), type.deployment().loader());
        } catch (IOException | ClassNotFoundException unfit) {
            throw new UnmarshalException("argument of " + method + ": " + unfit.getMessage(), unfit);
        }
    }

    @Override
    public void hasRun() {
        from.reached();
        from.incoming().hasRun();
    }

    @Override
    public void encode(Outcome result) throws MarshalException {
        Throwable error = result.error();
        try {
            if (error == null) {
                Object copy = copier.copy(result.result(), loader());
                outcome = copy == result.result() ? result : Outcome.result(copy);
            } else {
                outcome = copier.copy(error, loader()) instanceof Throwable seen
                        ? new Outcome(result.kind(), null, seen)
                        : result;
            }
        } catch (IOException | ClassNotFoundException unfit) {
            if (error == null) {
                throw new MarshalException("result of " + methodText() + ": " + unfit.getMessage(), unfit);
            }
            outcome = new Outcome(result.kind(), null, new RemoteException(error.toString()));
        }
    }

    private ClassLoader loader() {
        return from.slot().type().deployment().loader();
    }

    @Override
    public void send() {
        // whoever has forwarded the call takes its outcome
    }

    Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("a forwarded call ended without an outcome");
        }
        return outcome;
    }
}
