package legacy.load;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Agent extends Remote {
    void start(int rounds, Report report) throws RemoteException;
}
