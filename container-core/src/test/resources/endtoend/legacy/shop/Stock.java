package legacy.shop;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Stock extends Remote {
    Item take(String item, int pieces) throws RemoteException, SoldOut;
}
