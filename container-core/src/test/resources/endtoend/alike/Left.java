package alike;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** One of two interfaces with methods of the same names. Not public, as one may be that only its package sees. */
interface Left extends Remote {
    String same() throws RemoteException;

    String over(int value) throws RemoteException;

    Object narrowed() throws RemoteException;

    String over(Object value) throws RemoteException;
}
