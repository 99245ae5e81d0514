package legacy.auction;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Bidder extends Remote {
    String name() throws RemoteException;

    void overbid(Bid by) throws RemoteException;
}
