package dev.hearth.core.testing;

import dev.hearth.core.wire.registry.Binder;
import dev.hearth.core.wire.registry.Directory;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A directory that looks up what a map holds; whoever binds is taken for hosted code. */
public record NamesOf(Map<String, Remote> objects) implements Directory {

    @Override
    public boolean deployed(String name) {
        return objects.containsKey(name);
    }

    @Override
    public Remote lookup(String name) throws NotBoundException {
        Remote known = objects.get(name);
        if (known == null) {
            throw new NotBoundException(name);
        }
        return known;
    }

    @Override
    public List<String> names() {
        return List.copyOf(objects.keySet());
    }

    @Override
    public boolean visible(String name) {
        return true;
    }

    @Override
    public OptionalLong numberOf(Remote object) {
        return OptionalLong.empty();
    }

    @Override
    public Remote object(long number) throws NoSuchObjectException {
        throw new NoSuchObjectException("none is here");
    }

    @Override
    public <E extends Exception> void whileHeld(long number, Held<E> held) throws NoSuchObjectException {
        throw new NoSuchObjectException("none is here");
    }

    @Override
    public Remote stub(Remote object) {
        return object;
    }

    @Override
    public void unnamed(long number) {}

    @Override
    public Binder caller() {
        return new Binder("", false, true);
    }
}
