package hooked;

import java.rmi.registry.LocateRegistry;

/** Has hosted objects called. */
public final class HookedClient {
    private static final int PORT = Integer.getInteger("port");
    private static Stamps kept;

    private HookedClient() {}

    private static Hooked hooked(String name) throws Exception {
        return (Hooked) LocateRegistry.getRegistry("127.0.0.1", PORT).lookup(name);
    }

    public static String say(String name, String what) throws Exception {
        return hooked(name).say(what);
    }

    public static String hold(String name, String began, String end, String other) throws Exception {
        return hooked(name).hold(began, end, other);
    }

    public static String tenant(String name) throws Exception {
        return hooked(name).tenant();
    }

    public static String tenantBy(String name, String other) throws Exception {
        return hooked(name).tenantBy(other);
    }

    public static String fail(String name) throws Exception {
        return hooked(name).fail();
    }

    /** Through the stub of the first time. */
    public static String stamps() throws Exception {
        if (kept == null) {
            kept = (Stamps) LocateRegistry.getRegistry("127.0.0.1", PORT).lookup("stamps");
        }
        return kept.which();
    }
}
