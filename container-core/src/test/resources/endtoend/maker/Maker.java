package maker;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Maker extends Remote {
    Made make() throws RemoteException;

    int ended() throws RemoteException;

    int count() throws RemoteException;
}
