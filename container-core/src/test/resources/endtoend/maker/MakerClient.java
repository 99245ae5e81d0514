package maker;

import java.rmi.registry.LocateRegistry;

public final class MakerClient {
    private static final int PORT = Integer.getInteger("port");
    private static Maker maker;
    private static Made kept;
    private static Made dropped;

    private MakerClient() {}

    private static Maker maker() throws Exception {
        if (maker == null) {
            maker = (Maker) LocateRegistry.getRegistry("localhost", PORT).lookup("maker");
        }
        return maker;
    }

    public static String make() throws Exception {
        kept = maker().make();
        dropped = maker().make();
        return kept.hello() + " " + dropped.hello();
    }

    public static void drop() {
        dropped = null;
    }

    /** Collects garbage, and says how many objects have ended. */
    public static int ended() throws Exception {
        System.gc();
        return maker().ended();
    }

    public static String kept() throws Exception {
        return kept.hello();
    }

    public static int count() throws Exception {
        return maker().count();
    }
}
