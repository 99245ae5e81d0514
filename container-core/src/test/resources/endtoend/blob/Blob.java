package blob;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** A lot of bytes under a name. */
public interface Blob extends Remote {
    void put(byte[] bytes) throws RemoteException;

    byte[] get() throws RemoteException;
}
