package rmic;

import dev.hearth.api.HostedObject;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;

@HostedObject(name = "passage")
public final class PassageObject implements Passage {

    @Override
    public String through(String who) throws RemoteException {
        try {
            return ((Door) LocateRegistry.getRegistry().lookup("door")).stub().knock(who);
        } catch (NotBoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
