package legacy.waiting;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Door extends Remote {
    int knock() throws RemoteException;
}
