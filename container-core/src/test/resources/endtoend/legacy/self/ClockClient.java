package legacy.self;

import java.rmi.Naming;

public class ClockClient {

    public static void main(String[] args) throws Exception {
        String url = "rmi://localhost:" + args[0] + "/clock";
        Clock clock = (Clock) Naming.lookup(url);
        System.out.println(clock.tick() + " " + clock.tick());
        System.out.println(((Clock) Naming.lookup(url)).tick());
        Naming.unbind(url);
        System.out.println(clock.tick());
        try {
            Naming.lookup(url);
        } catch (java.rmi.NotBoundException unbound) {
            System.out.println("unbound: " + unbound.getMessage());
        }
    }
}
