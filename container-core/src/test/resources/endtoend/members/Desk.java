package members;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Desk extends Remote {
    /** The caller and the caller's roles. */
    String who() throws RemoteException;

    /** Another object, without a name. */
    Desk inner() throws RemoteException;

    /** Who calls the other, in this call. */
    String whoAt(Desk other) throws RemoteException;

    void keep(Desk other) throws RemoteException;

    Desk kept() throws RemoteException;

    String whoAtKept() throws RemoteException;

    String ring(Bell bell) throws RemoteException;

    void fail() throws Trouble, RemoteException;

    /** What the other is as a text, which is printed too. */
    String text(Desk other) throws RemoteException;

    void hold() throws RemoteException;

    void release() throws RemoteException;

    String loginInside(String user, char[] password) throws RemoteException;
}
