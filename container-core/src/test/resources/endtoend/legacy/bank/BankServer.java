package legacy.bank;

import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;

public class BankServer {

    public static void main(String[] args) throws Exception {
        System.setProperty("java.rmi.server.hostname", "localhost");
        Registry registry = LocateRegistry.createRegistry(Integer.parseInt(args[0]));
        registry.bind("bank", new BankImpl("Rome", 10));
        System.out.println("ready");
    }
}
