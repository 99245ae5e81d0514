package legacy.load;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** How an agent tells that it is done. */
public interface Report extends Remote {
    void done(String agent, long sum) throws RemoteException;
}
