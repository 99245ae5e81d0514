package dev.hearth.core.wire.registry;

import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Hosted objects as a test needs them: by name where they are deployed, by number where they are not. */
final class FakeDirectory implements Directory {

    final Map<String, Remote> deployed = new HashMap<>();
    final Map<Long, Remote> hosted = new HashMap<>();
    final Set<String> hidden = new HashSet<>();
    final List<Long> unnamed = new ArrayList<>();
    Binder caller = new Binder("127.0.0.1", false, false);

    @Override
    public boolean deployed(String name) {
        return deployed.containsKey(name);
    }

    @Override
    public Remote lookup(String name) throws NotBoundException {
        Remote found = hidden.contains(name) ? null : deployed.get(name);
        if (found == null) {
            throw new NotBoundException(name);
        }
        return found;
    }

    @Override
    public List<String> names() {
        return deployed.keySet().stream().filter(this::visible).toList();
    }

    @Override
    public boolean visible(String name) {
        return !hidden.contains(name);
    }

    @Override
    public OptionalLong numberOf(Remote object) {
        return hosted.entrySet().stream()
                .filter(entry -> entry.getValue() == object)
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Remote object(long number) throws RemoteException {
        Remote found = hosted.get(number);
        if (found == null) {
            throw new NoSuchObjectException("ended");
        }
        return found;
    }

    @Override
    public <E extends Exception> void whileHeld(long number, Held<E> held) throws RemoteException, E {
        object(number);
        held.of("type");
    }

    @Override
    public Remote stub(Remote object) {
        return object;
    }

    @Override
    public void unnamed(long number) {
        unnamed.add(number);
    }

    @Override
    public Binder caller() {
        return caller;
    }
}
