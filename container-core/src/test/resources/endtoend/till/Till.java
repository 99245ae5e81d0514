package till;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** A till that counts what it was given. */
public interface Till extends Remote {
    String version() throws RemoteException;

    long count() throws RemoteException;

    void deposit() throws RemoteException;

    /** The same to this till and another one, or to none. */
    void depositHereAndThere(String other) throws Exception;

    /** Takes so long, which may be longer than its deadline. */
    void depositSlowly(long millis) throws RemoteException;

    void depositAndThrow() throws RemoteException;
}
