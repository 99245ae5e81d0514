package dev.hearth.samples;

import dev.hearth.api.Attribute;
import dev.hearth.api.Caller;
import dev.hearth.api.ObjectContext;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An object's surroundings, as a test sets them up: no container, only a table of names. */
public final class FakeContext implements ObjectContext {

    private final Map<String, Remote> objects = new HashMap<>();

    public FakeContext with(String name, Remote object) {
        objects.put(name, object);
        return this;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String key() {
        return "";
    }

    @Override
    public Caller caller() {
        return new Caller(Caller.ANONYMOUS, "127.0.0.1");
    }

    @Override
    public <T extends Remote> T lookup(String name, Class<T> type) throws NotBoundException {
        if (!objects.containsKey(name)) {
            throw new NotBoundException(name);
        }
        return type.cast(objects.get(name));
    }

    @Override
    public boolean exists(String name) {
        return objects.containsKey(name);
    }

    @Override
    public boolean isNew() {
        return true;
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.empty();
    }

    @Override
    public void remove() {
        throw new UnsupportedOperationException("no sample removes itself");
    }

    @Override
    public <T> Optional<T> attribute(Attribute<T> attribute) {
        return Optional.empty();
    }
}
