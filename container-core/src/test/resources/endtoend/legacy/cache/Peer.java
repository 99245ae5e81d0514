package legacy.cache;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.SortedMap;

public interface Peer extends Remote {
    void put(String key, Serializable value) throws RemoteException;

    Serializable get(String key) throws RemoteException;

    /** From the other peer. */
    void replicate(String key, Serializable value) throws RemoteException;

    SortedMap<String, Serializable> all() throws RemoteException;
}
