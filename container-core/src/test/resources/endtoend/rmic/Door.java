package rmic;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Door extends Remote {

    String knock(String who) throws RemoteException;

    /** The stub that the export gave. */
    Door stub() throws RemoteException;
}
