package legacy.saved;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Counter extends Remote {
    int next() throws RemoteException;

    Counter restored() throws Exception;

    String facts() throws RemoteException;
}
