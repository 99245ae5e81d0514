package nodes;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Where extends Remote {
    /** The name of the thread that runs this call. */
    String thread() throws RemoteException;
}
