package greet;

import dev.hearth.api.HostedObject;
import dev.hearth.api.ObjectContext;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;

/** Hosted code that uses the registry. */
@HostedObject(name = "host")
public final class HostObject implements Greeter {

    private final Registry registry;

    public HostObject(ObjectContext context) throws NotBoundException {
        registry = context.lookup("registry", Registry.class);
    }

    @Override
    public String greet(String name) throws RemoteException {
        registry.rebind("myself", this);
        return "bound myself for " + name;
    }

    @Override
    public String through(Greeter none, String name) throws RemoteException {
        try {
            return ((Greeter) registry.lookup(name)).greet("guest");
        } catch (NotBoundException missing) {
            throw new RemoteException("no " + name, missing);
        }
    }
}
