package legacy.lazy;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** As rmid was: objects that are made when somebody wants them, of data that are kept when they are not. */
public interface Activator extends Remote {
    Counter activate(String id) throws RemoteException;

    boolean deactivate(String id) throws RemoteException;

    int active() throws RemoteException;
}
