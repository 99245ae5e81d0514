package dev.hearth.core.server;

import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.wire.jrmp.Directory;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;

/** What the registry knows: the names of what is deployed. */
final class Names implements Directory {

    private final ObjectAdapter adapter;

    Names(ObjectAdapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public Remote lookup(String name) throws NotBoundException {
        try {
            return adapter.lookup(name);
        } catch (RemoteException unreachable) {
            NotBoundException unbound = new NotBoundException(String.valueOf(unreachable.getMessage()));
            unbound.initCause(unreachable);
            throw unbound;
        }
    }

    @Override
    public String[] list() {
        return adapter.names().toArray(String[]::new);
    }
}
