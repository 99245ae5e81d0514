package hooked;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** An object of the module's own. */
public interface Stamps extends Remote {
    String which() throws RemoteException;
}
