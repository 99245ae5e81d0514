package legacy.shop;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Item extends Remote {
    String label() throws RemoteException;
}
