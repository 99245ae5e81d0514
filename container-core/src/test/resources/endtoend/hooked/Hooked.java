package hooked;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Called through hooks. */
public interface Hooked extends Remote {
    String say(String what) throws RemoteException;

    /** Tells that it runs by making the one file, waits for the other, and then has another object say something. */
    String hold(String began, String end, String other) throws RemoteException;

    /** What a module has set for the call. */
    String tenant() throws RemoteException;

    /** The same, asked by another object. */
    String tenantBy(String other) throws RemoteException;

    String fail() throws RemoteException;
}
