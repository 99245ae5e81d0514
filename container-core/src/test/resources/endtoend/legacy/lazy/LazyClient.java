package legacy.lazy;

import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;

public class LazyClient {

    public static void main(String[] args) throws Exception {
        Activator activator =
                (Activator) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("activator");
        Counter counter = activator.activate("a");
        System.out.println(counter.next() + " " + counter.next() + " " + activator.active());
        System.out.println(counter.equals(activator.activate("a")));
        System.out.println(activator.deactivate("a") + " " + activator.deactivate("a") + " " + activator.active());
        try {
            counter.next();
        } catch (NoSuchObjectException gone) {
            System.out.println("gone");
        }
        System.out.println(activator.activate("a").next());
    }
}
