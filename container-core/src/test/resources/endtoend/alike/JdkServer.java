package alike;

import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same servants, exported by the JDK. */
public final class JdkServer {
    private static final List<Remote> KEPT = new ArrayList<>();

    private JdkServer() {}

    /** Exports and binds all, and returns the registry's port. */
    public static String start() throws Exception {
        Registry registry = LocateRegistry.createRegistry(0);
        KEPT.add(registry);
        HubServant.exporter = made -> UnicastRemoteObject.exportObject(made, 0);
        bind(registry, "kinds", new KindsServant());
        bind(registry, "hub", new HubServant());
        Matcher port = Pattern.compile(":(\\d+)\\]\\(local\\)").matcher(registry.toString());
        if (!port.find()) {
            throw new IllegalStateException(registry.toString());
        }
        return port.group(1);
    }

    private static void bind(Registry registry, String name, Remote servant) throws Exception {
        KEPT.add(servant);
        registry.bind(name, UnicastRemoteObject.exportObject(servant, 0));
    }
}
