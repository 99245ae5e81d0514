package legacy.library;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Book extends Remote {
    String title() throws RemoteException;

    Shelf shelf() throws RemoteException;
}
