package ledger;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** A persistent number, and ways to change it that end badly. */
public interface Ledger extends Remote {
    long value() throws RemoteException;

    /** How often this instance was added to; not part of the state. */
    int additions() throws RemoteException;

    long add(long more) throws RemoteException;

    void addAndThrow(long more) throws RemoteException;

    void onlyThrow() throws RemoteException;

    /** Adds, and leaves a state that can't be written: it leads back to itself. */
    void addAndTangle(long more) throws RemoteException;

    /** Adds, says so, and stays until it is let go or interrupted. */
    long addAndWait(long more) throws Exception;

    /** A thread of the object's own will add, when it is told to. */
    void addOutside(long more) throws RemoteException;
}
