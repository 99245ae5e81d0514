package legacy.shop;

import java.rmi.Naming;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;

/** A client of the stock, and a server. */
public class ShopServer extends UnicastRemoteObject implements Shop {

    private static final long serialVersionUID = 1L;

    private final Stock stock;

    ShopServer(Stock stock) throws RemoteException {
        this.stock = stock;
    }

    public String order(String item, int pieces) throws RemoteException, SoldOut {
        return "packed " + stock.take(item, pieces).label();
    }

    public Item item(String item) throws RemoteException, SoldOut {
        return stock.take(item, 1);
    }

    public Stock stock() {
        return stock;
    }

    public static void main(String[] args) throws Exception {
        Stock stock = (Stock) Naming.lookup("rmi://localhost:" + args[1] + "/stock");
        LocateRegistry.createRegistry(Integer.parseInt(args[0])).rebind("shop", new ShopServer(stock));
        System.out.println("ready");
    }
}
