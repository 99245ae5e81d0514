package dev.hearth.benchmarks.hooks;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.Target;
import org.jspecify.annotations.Nullable;

/** A call from outside with a number, entered again and again by one thread. */
final class MeasuredCall implements IncomingCall {

    private static final Peer PEER = Peer.LOCAL;

    private final Target target;
    private final Object[] arguments = {1L};
    private @Nullable HostedMethod method;
    private @Nullable Outcome encoded;
    private @Nullable Object sent;

    MeasuredCall(Target target) {
        this.target = target;
    }

    /** What the caller would get now; null if there was no answer on this thread, or another than a result. */
    @Nullable
    Object taken() {
        Object result = sent;
        sent = null;
        return result;
    }

    /** The last outcome, for people. */
    @Nullable
    Outcome outcome() {
        return encoded;
    }

    @Override
    public Peer peer() {
        return PEER;
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
        HostedMethod known = method;
        if (known == null) {
            known = type.methods().stream()
                    .filter(each -> each.name().equals(methodText()))
                    .findFirst()
                    .orElse(null);
            method = known;
        }
        return known;
    }

    @Override
    public String methodText() {
        return "add";
    }

    @Override
    public @Nullable Object[] readArguments(HostedMethod hosted, HostedType type) {
        return arguments;
    }

    @Override
    public void encode(Outcome outcome) {
        encoded = outcome;
    }

    @Override
    public void send() {
        sent = encoded == null ? null : encoded.result();
    }
}
