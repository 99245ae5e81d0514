package legacy.naming;

import java.rmi.AlreadyBoundException;
import java.rmi.Naming;
import java.rmi.NotBoundException;
import java.rmi.registry.LocateRegistry;
import java.util.Arrays;

/** Binds by URLs, such as {@code //localhost/bank} and {@code rmi://localhost:2099/bank}. */
public class NamingServer {

    @SuppressWarnings("removal")
    public static void main(String[] args) throws Exception {
        if (System.getSecurityManager() == null && args.length > 3) {
            System.setSecurityManager(new SecurityManager());
        }
        LocateRegistry.createRegistry(Integer.parseInt(args[0]));
        Naming.rebind(args[1], new TellerImpl("one"));
        Naming.bind(args[2], new TellerImpl("two"));
        try {
            Naming.bind(args[2], new TellerImpl("three"));
        } catch (AlreadyBoundException expected) {
            System.out.println("bound already");
        }
        Naming.rebind(args[1] + "/spare", new TellerImpl("spare"));
        Naming.unbind(args[1] + "/spare");
        try {
            Naming.unbind(args[1] + "/spare");
        } catch (NotBoundException expected) {
            System.out.println("not bound");
        }
        System.out.println(((Teller) Naming.lookup(args[1])).greet("the server"));
        System.out.println(Arrays.toString(Naming.list(args[1])).contains("bank"));
        System.out.println("ready");
    }
}
