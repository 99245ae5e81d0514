package legacy.auction;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public class AuctionClient extends UnicastRemoteObject implements Bidder {

    private static final long serialVersionUID = 1L;

    private final String name;

    AuctionClient(String name) throws RemoteException {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public void overbid(Bid by) {
        System.out.println(name + " is overbid: " + by);
    }

    public static void main(String[] args) throws Exception {
        final Auction auction =
                (Auction) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("auction");
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        Future<Bid> result = waiting.submit(new Callable<Bid>() {
            @Override
            public Bid call() throws Exception {
                return auction.result();
            }
        });
        AuctionClient ada = new AuctionClient("ada");
        AuctionClient bob = new AuctionClient("bob");
        auction.bid(ada, new Bid(10, Bid.Currency.EUR));
        auction.bid(ada, new Bid(12, Bid.Currency.EUR));
        auction.bid(bob, new Bid(15, Bid.Currency.USD));
        try {
            auction.bid(ada, new Bid(15, Bid.Currency.EUR));
        } catch (TooLow low) {
            System.out.println(low.getMessage() + ", highest is " + low.highest());
        }
        auction.hammer();
        System.out.println("sold: " + result.get());
        System.exit(0);
    }
}
