package legacy.secret;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Secret extends Remote {
    String tell(String name) throws RemoteException;
}
