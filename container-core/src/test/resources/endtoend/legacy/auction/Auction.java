package legacy.auction;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Auction extends Remote {
    void bid(Bidder bidder, Bid bid) throws RemoteException, TooLow;

    /** Waits for the hammer. */
    Bid result() throws RemoteException, InterruptedException;

    void hammer() throws RemoteException;
}
