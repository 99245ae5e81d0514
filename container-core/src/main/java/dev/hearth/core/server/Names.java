package dev.hearth.core.server;

import dev.hearth.api.Caller;
import dev.hearth.core.adapter.BoundNames;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.Reference;
import dev.hearth.core.wire.marshal.StreamMarshaller;
import dev.hearth.core.wire.registry.Binder;
import dev.hearth.core.wire.registry.Bindings;
import dev.hearth.core.wire.registry.Directory;
import java.io.Serializable;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RemoteObject;
import java.util.List;
import java.util.OptionalLong;

/** Brings the registry and the adapter together: deployed names to the one, the holds of bound names to the other. */
final class Names implements Directory, BoundNames {

    private final ObjectAdapter adapter;
    private final Bindings bindings;
    private final StreamMarshaller marshaller;

    Names(ObjectAdapter adapter, Bindings bindings, StreamMarshaller marshaller) {
        this.adapter = adapter;
        this.bindings = bindings;
        this.marshaller = marshaller;
    }

    // what the registry asks

    @Override
    public boolean deployed(String name) {
        return adapter.deployed(name);
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
    public List<String> names() {
        return adapter.names();
    }

    @Override
    public boolean visible(String name) {
        return adapter.visible(name);
    }

    @Override
    public OptionalLong numberOf(Remote object) {
        Reference hosted = adapter.references().referenceTo(object);
        return hosted == null ? OptionalLong.empty() : OptionalLong.of(hosted.number());
    }

    @Override
    public Remote object(long number) throws RemoteException {
        return adapter.referenceTo(number);
    }

    @Override
    public <E extends Exception> void whileHeld(long number, Held<E> held) throws RemoteException, E {
        adapter.<E>whileHeld(number, held::of);
    }

    @Override
    public Remote stub(Remote object) throws RemoteException {
        try {
            return marshaller.boundStub(object);
        } catch (NoSuchObjectException nobodys) {
            if (travels(object) && !caller().deployment().isEmpty()) {
                return object;
            }
            throw nobodys;
        }
    }

    /** Whether it is a value, which may hold stubs: each who looks it up has a copy. From outside, stubs alone come in. */
    private static boolean travels(Remote object) {
        return object instanceof Serializable && !(object instanceof RemoteObject);
    }

    @Override
    public void unnamed(long number) {
        adapter.unnamed(number);
    }

    @Override
    public Binder caller() {
        CallScope call = CallScope.current();
        if (call == null) {
            return new Binder("", false, true);
        }
        Caller caller = call.caller();
        return new Binder(
                caller.host(),
                !caller.principal().equals(Caller.ANONYMOUS),
                call.local(),
                call.incoming().deployment());
    }

    // what the adapter asks

    @Override
    public boolean holds(long number) {
        return bindings.holds(number);
    }

    @Override
    public void ended(long number) {
        bindings.ended(number);
    }

    @Override
    public void withdrawn(String type) {
        bindings.withdrawn(type);
    }
}
