package alike;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.*;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.*;

/** Says which addresses the stubs name that it gets in every way. */
public final class WhereProgram {
    private static final Pattern ENDPOINT = Pattern.compile("endpoint:\\[(.+?)\\]\\(");
    private static Hub hub;

    private WhereProgram() {}

    private static String where(Object stub) {
        Matcher matcher = ENDPOINT.matcher(stub.toString());
        return matcher.find() ? matcher.group(1) : stub.toString();
    }

    /** The endpoints of a looked up object, one that it makes, itself as a result, and one that a callback is given. */
    public static String endpoints(String host, String port) throws Exception {
        Registry registry = LocateRegistry.getRegistry(host, Integer.parseInt(port));
        hub = (Hub) registry.lookup("hub");
        Set<String> all = new ConcurrentSkipListSet<>();
        all.add(where(hub));
        all.add(where(registry.lookup("kinds")));
        all.add(where(hub.self()));
        Hub.Thing thing = hub.make("thing");
        all.add(where(thing));
        all.add(where(((List<?>) hub.back(List.of(thing))).get(0)));
        Hub.Listener listener = new Hub.Listener() {
            @Override
            public String heard(String what, Object about) throws RemoteException {
                all.add(where(about));
                return ((Hub.Thing) about).name();
            }
        };
        UnicastRemoteObject.exportObject(listener, 0);
        hub.join(listener);
        String heard = hub.tell("news", "thing of a callback");
        hub.leave(listener);
        UnicastRemoteObject.unexportObject(listener, true);
        return String.join(" ", all) + " " + hub.learn(List.of(thing, hub.self())) + heard;
    }

    public static String call() throws Exception {
        return hub.make("again").name();
    }

    public static String equalByNames(String one, String other, String port) throws Exception {
        Object first = LocateRegistry.getRegistry(one, Integer.parseInt(port)).lookup("hub");
        Object second = LocateRegistry.getRegistry(other, Integer.parseInt(port)).lookup("hub");
        return first.equals(second) + " " + (first.hashCode() == second.hashCode()) + " "
                + new HashSet<>(List.of(first)).contains(second);
    }

    private static Object remembered;

    public static String remember(String port) throws Exception {
        remembered = LocateRegistry.getRegistry("127.0.0.1", Integer.parseInt(port)).lookup("hub");
        return "remembered";
    }

    public static String sameAsRemembered(String port) throws Exception {
        Object now = LocateRegistry.getRegistry("127.0.0.1", Integer.parseInt(port)).lookup("hub");
        return remembered.equals(now) + " " + (remembered.hashCode() == now.hashCode()) + " "
                + remembered.toString().equals(now.toString());
    }
}
