package alike;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Not public. */
interface Hidden extends Remote {
    String hidden() throws RemoteException;
}
