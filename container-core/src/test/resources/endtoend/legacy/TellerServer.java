package legacy;

import java.io.File;
import java.io.IOException;
import java.rmi.Naming;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;

/** As such servers are written: a registry of its own, objects that export themselves, and a key that ends it. */
public final class TellerServer {

    private TellerServer() {}

    public static void main(String[] arguments) throws Exception {
        if (System.getSecurityManager() == null) {
            System.setSecurityManager(new SecurityManager());
        }
        System.setProperty("java.rmi.server.hostname", "bank.example");
        File mark = new File(arguments[1]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(mark)));
        Registry registry = LocateRegistry.createRegistry(Integer.parseInt(arguments[0]));
        Naming.bind("//localhost/teller", new TellerObject(arguments[2]));
        registry.rebind("rmi://localhost/second", new TellerObject("second"));
        new TellerObject("at a port of its own", 0);
        System.out.println("press enter to stop");
        System.in.read();
        System.exit(0);
    }

    private static void leave(File mark) {
        try {
            mark.createNewFile();
        } catch (IOException unwritable) {
            throw new IllegalStateException(mark.toString(), unwritable);
        }
    }
}
