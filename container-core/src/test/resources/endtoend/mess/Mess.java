package mess;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Mess extends Remote {

    /** Leaves behind whatever it can, and says which version did so. */
    String make() throws RemoteException;
}
