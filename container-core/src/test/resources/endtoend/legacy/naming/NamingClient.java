package legacy.naming;

import java.rmi.Naming;

public class NamingClient {

    public static void main(String[] args) throws Exception {
        System.out.println(((Teller) Naming.lookup("//localhost:" + args[0] + "/bank")).greet("ada"));
        System.out.println(((Teller) Naming.lookup("rmi://localhost:" + args[0] + "/teller")).greet("bob"));
    }
}
