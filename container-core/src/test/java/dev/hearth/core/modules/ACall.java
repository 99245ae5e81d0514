package dev.hearth.core.modules;

import dev.hearth.api.Attribute;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Note;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.api.hook.Step;
import dev.hearth.api.hook.Timing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A call whose outcome is final. */
record ACall(
        String object, String method, Outcome outcome, Duration elapsed, Peer peer, boolean local, String principal)
        implements LoggedCall {

    private static final Peer PEER = peer("192.0.2.7");

    static ACall to(String object) {
        return new ACall(object, "greet", Outcome.result("x"), Duration.ofNanos(153_900), PEER, false, "anonymous");
    }

    ACall method(String other) {
        return new ACall(object, other, outcome, elapsed, peer, local, principal);
    }

    ACall outcome(Outcome other) {
        return new ACall(object, method, other, elapsed, peer, local, principal);
    }

    ACall from(String address) {
        return new ACall(object, method, outcome, elapsed, peer(address), local, principal);
    }

    ACall principal(String other) {
        return new ACall(object, method, outcome, elapsed, peer, local, other);
    }

    ACall inside() {
        return new ACall(object, method, outcome, elapsed, peer, true, principal);
    }

    private static Peer peer(String address) {
        try {
            return new Peer(InetAddress.getByName(address), 4711, Optional.empty());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public long startNanos() {
        return System.nanoTime();
    }

    @Override
    public <T> Optional<T> note(Note<T> key) {
        return Optional.empty();
    }

    @Override
    public <T> void note(Note<T> key, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String descriptor() {
        return "";
    }

    @Override
    public Optional<DeployedType> type() {
        return Optional.empty();
    }

    @Override
    public <T> Optional<T> attribute(Attribute<T> key) {
        return Optional.empty();
    }

    @Override
    public <T> void attribute(Attribute<T> key, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void explain() {}

    @Override
    public Timing timing() {
        return new Timing(0, 0, elapsed.toNanos(), 0);
    }

    @Override
    public List<Step> steps() {
        return List.of();
    }
}
