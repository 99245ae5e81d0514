package legacy.shop;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;

public class StockServer extends UnicastRemoteObject implements Stock {

    private static final long serialVersionUID = 1L;

    private int left = 10;

    StockServer() throws RemoteException {}

    public synchronized Item take(String item, int pieces) throws SoldOut, RemoteException {
        if (pieces > left) {
            throw new SoldOut(item, new IllegalStateException(left + " left"));
        }
        left -= pieces;
        return new ItemImpl(pieces + " of " + item);
    }

    private static final class ItemImpl extends UnicastRemoteObject implements Item {

        private static final long serialVersionUID = 1L;

        private final String label;

        ItemImpl(String label) throws RemoteException {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public static void main(String[] args) throws Exception {
        LocateRegistry.createRegistry(Integer.parseInt(args[0])).rebind("stock", new StockServer());
        System.out.println("ready");
    }
}
