package legacy.lobby;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

public interface Lobby extends Remote {

    Session extending(String name, boolean kept) throws RemoteException;

    Session exported(String name, boolean kept) throws RemoteException;

    /** One that the server has kept. */
    Session kept(String name) throws RemoteException;

    /** Which sessions were told that nobody holds them any more, in order. */
    List<String> told() throws RemoteException;

    /** Which sessions are in the server's memory. */
    List<String> living() throws RemoteException;
}
