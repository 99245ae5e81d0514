package legacy.lazy;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Counter extends Remote {
    int next() throws RemoteException;
}
