package legacy.lobby;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Session extends Remote {
    String name() throws RemoteException;
}
