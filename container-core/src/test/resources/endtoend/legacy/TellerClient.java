package legacy;

import java.rmi.Naming;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.Arrays;

/** A client with the JDK and the interface. */
public final class TellerClient {

    private static Teller kept;

    private TellerClient() {}

    private static Registry registry(String port) throws Exception {
        return LocateRegistry.getRegistry("localhost", Integer.parseInt(port));
    }

    private static Teller teller() throws Exception {
        return (Teller) registry(System.getProperty("port")).lookup("teller");
    }

    public static String names(String port) throws Exception {
        String[] names = registry(port).list();
        Arrays.sort(names);
        return String.join(" ", names);
    }

    public static String name() throws Exception {
        return teller().name();
    }

    public static String lookup(String port, String name) throws Exception {
        return ((Teller) registry(port).lookup(name)).name();
    }

    public static String naming(String name) throws Exception {
        return ((Teller) Naming.lookup("rmi://localhost:" + System.getProperty("port") + "/" + name)).name();
    }

    public static long deposit(String cents) throws Exception {
        return teller().deposit(new Receipt(Long.parseLong(cents))).cents;
    }

    public static String assistant() throws Exception {
        return teller().assistant().name();
    }

    public static boolean isMe() throws Exception {
        Teller teller = teller();
        return teller.isMe(teller) && !teller.isMe(teller.assistant());
    }

    public static String ask(String question) throws Exception {
        return teller().ask(question);
    }

    public static void keep() throws Exception {
        kept = teller();
    }

    public static String kept() throws Exception {
        return kept.name();
    }
}
