package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.Target;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that nobody makes: hooks are asked what would become of it. */
record StrangersCall(String name, InetAddress from) implements IncomingCall {

    @Override
    public Peer peer() {
        return new Peer(from, 0, Optional.empty());
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public Target target() {
        return new Target.ByName(name);
    }

    @Override
    public @Nullable HostedMethod select(HostedType type) {
        return null;
    }

    @Override
    public String methodText() {
        return "";
    }

    @Override
    public @Nullable Object[] readArguments(HostedMethod method, HostedType type) {
        throw new IllegalStateException("nobody makes this call");
    }

    @Override
    public void encode(Outcome outcome) {
        throw new IllegalStateException("nobody waits for the outcome of this call");
    }

    @Override
    public void send() {
        throw new IllegalStateException("nobody waits for the outcome of this call");
    }
}
