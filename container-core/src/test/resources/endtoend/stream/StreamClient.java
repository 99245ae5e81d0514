package stream;

import com.healthmarketscience.rmiio.RemoteInputStream;
import com.healthmarketscience.rmiio.RemoteInputStreamClient;
import com.healthmarketscience.rmiio.RemoteInputStreamMonitor;
import com.healthmarketscience.rmiio.SimpleRemoteInputStream;
import java.io.InputStream;
import java.rmi.registry.LocateRegistry;

public final class StreamClient {
    private static final int CHUNK = 1 << 18;
    private static Depot depot;

    private StreamClient() {}

    private static Depot depot() throws Exception {
        if (depot == null) {
            depot = (Depot) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("depot");
        }
        return depot;
    }

    public static String expected(String bytes) throws Exception {
        return Bytes.sum(new Bytes(Long.parseLong(bytes)));
    }

    private static String read(RemoteInputStream in) throws Exception {
        try (InputStream stream = RemoteInputStreamClient.wrap(in)) {
            return Bytes.sum(stream);
        }
    }

    public static String exported(String bytes) throws Exception {
        return read(depot().exported(Long.parseLong(bytes)));
    }

    public static String hosted(String bytes) throws Exception {
        return read(depot().hosted(Long.parseLong(bytes)));
    }

    public static String send(String bytes) throws Exception {
        try (SimpleRemoteInputStream server = new SimpleRemoteInputStream(
                new Bytes(Long.parseLong(bytes)), new RemoteInputStreamMonitor(), CHUNK)) {
            return depot().store(server);
        }
    }

    /** A stream that came from the container goes back to it. */
    public static String sendBack(String bytes) throws Exception {
        return depot().store(depot().hosted(Long.parseLong(bytes)));
    }

    public static String closed() throws Exception {
        System.gc();
        return String.valueOf(depot().closed());
    }
}
