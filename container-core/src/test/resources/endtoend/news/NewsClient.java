package news;

import java.rmi.registry.LocateRegistry;

public final class NewsClient {
    private static News kept;

    private NewsClient() {}

    public static String read() throws Exception {
        if (kept == null) {
            kept = (News) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("news");
        }
        return kept.read();
    }
}
