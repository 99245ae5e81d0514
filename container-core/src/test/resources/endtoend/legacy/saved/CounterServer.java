package legacy.saved;

import java.rmi.registry.LocateRegistry;

public class CounterServer {

    private static Counter counter;

    public static void main(String[] args) throws Exception {
        counter = new CounterImpl();
        LocateRegistry.createRegistry(Integer.parseInt(args[0])).rebind("counter", counter);
        System.out.println("ready");
    }
}
