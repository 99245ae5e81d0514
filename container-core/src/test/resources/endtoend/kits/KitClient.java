package kits;

import java.rmi.registry.LocateRegistry;

public final class KitClient {

    private KitClient() {}

    private static Kit kit(String name) throws Exception {
        return (Kit) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup(name);
    }

    public static String json(String name) throws Exception {
        return kit(name).json();
    }

    public static String origins(String name) throws Exception {
        return kit(name).origins();
    }

    public static String seen(String name, String className) throws Exception {
        return kit(name).seen(className);
    }

    public static String count(String name) throws Exception {
        return Integer.toString(kit(name).count());
    }

    public static String ask(String name, String other, String wish) throws Exception {
        return kit(name).ask(other, wish);
    }
}
