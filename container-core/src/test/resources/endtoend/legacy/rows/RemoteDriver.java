package legacy.rows;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface RemoteDriver extends Remote {
    RemoteConnection connect(String user) throws RemoteException;

    int openObjects() throws RemoteException;
}
