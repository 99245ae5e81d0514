package caches;

import java.rmi.registry.LocateRegistry;

/** Puts into each of two caches, and prints what the other has then. */
public final class BoxClient {

    private BoxClient() {}

    private static Box box(String port) throws Exception {
        return (Box) LocateRegistry.getRegistry("localhost", Integer.parseInt(port)).lookup("box");
    }

    /** Arguments: the ports of the two registries. */
    public static void main(String[] ports) throws Exception {
        Box one = box(ports[0]);
        Box other = box(ports[1]);
        one.put("tea", "3.60");
        System.out.println("tea there: " + other.get("tea"));
        other.put("milk", "1.20");
        System.out.println("milk here: " + one.get("milk"));
        System.exit(0);
    }
}
