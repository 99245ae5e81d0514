package legacy.bank;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Bank extends Remote {
    Account open(String owner) throws RemoteException;

    Account find(String owner) throws RemoteException;

    String name() throws RemoteException;
}
