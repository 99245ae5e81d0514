package safes;

import dev.hearth.api.Login;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.*;

/** Callers with roles and without. */
public final class SafeClient {
    private static final Map<String, Registry> REGISTRIES = new HashMap<>();
    private static final Map<String, Safe> KEPT = new HashMap<>();

    private SafeClient() {}

    private static Registry registry(String who) throws Exception {
        Registry own = REGISTRIES.get(who);
        return own == null ? LocateRegistry.getRegistry("127.0.0.1", Integer.getInteger("port")) : own;
    }

    public static void login(String user) throws Exception {
        Login login = (Login) registry("nobody").lookup("login");
        REGISTRIES.put(user, login.login(user, (user + "-secret").toCharArray()));
    }

    public static String list(String who) throws Exception {
        String[] names = registry(who).list();
        Arrays.sort(names);
        return String.join(" ", names);
    }

    public static void lookup(String who, String name) throws Exception {
        registry(who).lookup(name);
    }

    public static void take(String key, String who, String name) throws Exception {
        KEPT.put(key, (Safe) registry(who).lookup(name));
    }

    public static String on(String key, String method) throws Exception {
        return call(KEPT.get(key), method);
    }

    public static String call(String who, String name, String method) throws Exception {
        return call((Safe) registry(who).lookup(name), method);
    }

    private static String call(Safe safe, String method) throws Exception {
        switch (method) {
            case "open":
                return safe.open();
            case "look":
                return safe.look();
            case "shut":
                return safe.shut();
            case "audit":
                return safe.audit();
            case "auditGold":
                return safe.audit("gold");
            case "greet":
                return safe.greet();
            case "drawer":
                return safe.drawer().open();
            default:
                throw new IllegalArgumentException(method);
        }
    }
}
