package caches;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** A cache, from outside. */
public interface Box extends Remote {

    void put(String key, String value) throws RemoteException;

    /** The value, or null. */
    String get(String key) throws RemoteException;
}
