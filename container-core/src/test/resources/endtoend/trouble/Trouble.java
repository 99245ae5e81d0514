package trouble;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** An object with which everything goes wrong. */
public interface Trouble extends Remote {
    String hello() throws RemoteException;

    void declared() throws RemoteException, Declared;

    void undeclared() throws RemoteException;

    void remoteException() throws RemoteException;

    Object unserialisable() throws RemoteException;

    void unserialisableException() throws RemoteException;

    void error() throws RemoteException;

    void overflow() throws RemoteException;

    String take(Object any) throws RemoteException;

    /** A new anonymous object. */
    Trouble another() throws RemoteException;
}
