package dev.hearth.core.modules;

import dev.hearth.api.Attribute;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.IdentifiedCall;
import dev.hearth.api.hook.Note;
import dev.hearth.api.hook.Peer;
import dev.hearth.api.hook.RemoteMethod;
import java.util.Optional;
import java.util.Set;

/** What the caller of another call could call: a method of the object that was asked about as a whole. */
record SupposedCall(IdentifiedCall asking, RemoteMethod called) implements IdentifiedCall {

    @Override
    public String method() {
        return called.name();
    }

    @Override
    public String descriptor() {
        return called.descriptor();
    }

    @Override
    public String principal() {
        return asking.principal();
    }

    @Override
    public Set<String> roles() {
        return asking.roles();
    }

    @Override
    public long id() {
        return asking.id();
    }

    @Override
    public Peer peer() {
        return asking.peer();
    }

    @Override
    public String object() {
        return asking.object();
    }

    @Override
    public Optional<DeployedType> type() {
        return asking.type();
    }

    @Override
    public boolean local() {
        return asking.local();
    }

    @Override
    public long startNanos() {
        return asking.startNanos();
    }

    @Override
    public <T> Optional<T> note(Note<T> key) {
        return asking.note(key);
    }

    @Override
    public <T> void note(Note<T> key, T value) {
        asking.note(key, value);
    }

    @Override
    public <T> Optional<T> attribute(Attribute<T> key) {
        return asking.attribute(key);
    }

    @Override
    public <T> void attribute(Attribute<T> key, T value) {
        asking.attribute(key, value);
    }

    @Override
    public void explain() {
        asking.explain();
    }
}
