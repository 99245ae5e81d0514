package safes;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Safe extends Remote {
    String open() throws RemoteException;

    String look() throws RemoteException;

    String shut() throws RemoteException;

    String audit() throws RemoteException;

    /** An overload with other roles. */
    String audit(String what) throws RemoteException;

    String greet() throws RemoteException;

    Safe drawer() throws RemoteException;
}
