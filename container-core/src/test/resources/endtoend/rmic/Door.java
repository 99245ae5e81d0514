package rmic;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Door extends Knocker, Remote {

    /** The stub that the export gave. */
    Door stub() throws RemoteException;

    /** Calls the guest back. */
    String enter(Guest guest) throws RemoteException;
}
