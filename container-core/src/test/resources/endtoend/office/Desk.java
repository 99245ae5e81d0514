package office;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** An object that knows which threads are in it. */
public interface Desk extends Remote {
    /** The number of the thread that runs this call. */
    long visit() throws RemoteException;

    /** The most calls that were in this object at the same time. */
    int most() throws RemoteException;

    /** Returns when two calls are in this method. */
    void meet() throws Exception;

    /** Tells a listener of the client's, and returns what it answers. */
    String tell(Listener listener) throws RemoteException;
}
