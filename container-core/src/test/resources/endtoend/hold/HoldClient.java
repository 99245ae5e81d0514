package hold;

import java.rmi.registry.LocateRegistry;

public final class HoldClient {
    private HoldClient() {}

    private static Hold hold() throws Exception {
        return (Hold) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("hold");
    }

    public static String untilThere(String made, String awaited) throws Exception {
        return hold().untilThere(made, awaited);
    }

    public static String hello() throws Exception {
        return hold().hello();
    }
}
