package legacy.rows;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface RemoteResultSet extends Remote {
    boolean next() throws RemoteException;

    Object get(int column) throws RemoteException;

    void close() throws RemoteException;
}
