package dev.hearth.samples.quota;

import dev.hearth.api.Attribute;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Note;
import dev.hearth.api.hook.Peer;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A call as the access phase sees it. */
record FakeCall(Peer peer, boolean local, Map<Note<?>, Object> notes) implements Call {

    FakeCall(InetAddress address, boolean local) {
        this(new Peer(address, 4711, Optional.empty()), local, new HashMap<>());
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public String object() {
        return "greeter";
    }

    @Override
    public String method() {
        return "greet";
    }

    @Override
    public long startNanos() {
        return 0;
    }

    @Override
    public <T> Optional<T> note(Note<T> key) {
        return Optional.ofNullable(notes.get(key)).map(key.type()::cast);
    }

    @Override
    public <T> void note(Note<T> key, T value) {
        notes.put(key, value);
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
}
