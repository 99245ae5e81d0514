package legacy.auction;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;

public class AuctionHouse implements Auction {

    private Bidder leader;
    private Bid highest;
    private boolean over;

    public synchronized void bid(Bidder bidder, Bid bid) throws RemoteException, TooLow {
        if (highest != null && bid.amount <= highest.amount) {
            throw new TooLow(highest);
        }
        bid.by = bidder.name();
        Bidder former = leader;
        leader = bidder;
        highest = bid;
        if (former != null && !former.equals(bidder)) {
            former.overbid(bid);
        }
    }

    public synchronized Bid result() throws InterruptedException {
        while (!over) {
            wait();
        }
        return highest;
    }

    public synchronized void hammer() {
        over = true;
        notifyAll();
    }

    public static void main(String[] args) throws Exception {
        Registry registry = LocateRegistry.createRegistry(Integer.parseInt(args[0]));
        AuctionHouse house = new AuctionHouse();
        UnicastRemoteObject.exportObject(house, 0);
        registry.rebind("auction", house);
        System.out.println("ready");
    }
}
