package members;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Bell extends Remote {
    String rung(Desk by) throws RemoteException;
}
