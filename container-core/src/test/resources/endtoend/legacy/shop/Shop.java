package legacy.shop;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Shop extends Remote {
    String order(String item, int pieces) throws RemoteException, SoldOut;

    /** The stock's own object, handed on. */
    Item item(String item) throws RemoteException, SoldOut;

    /** The stock itself. */
    Stock stock() throws RemoteException;
}
