package greet;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.naming.InitialContext;
import javax.naming.Reference;

/** A plain RMI server that knows nothing of Hearth and has the registry elsewhere. */
public final class PlainServer {

    private static final Registry REGISTRY;
    private static final Map<String, Object> HELD = new HashMap<>();
    private static WeakReference<Object> forgotten;

    static {
        try {
            REGISTRY = LocateRegistry.getRegistry("127.0.0.1", Integer.getInteger("port"));
        } catch (RemoteException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private PlainServer() {}

    private static final class Polite implements Greeter {
        private final String word;

        Polite(String word) {
            this.word = word;
        }

        @Override
        public String greet(String name) {
            return word + " " + name;
        }

        @Override
        public String through(Greeter other, String name) throws RemoteException {
            return word + " and " + other.greet(name);
        }
    }

    public static String bind(String name, String word) throws Exception {
        REGISTRY.bind(name, held(word));
        return "bound";
    }

    public static String rebind(String name, String word) throws Exception {
        REGISTRY.rebind(name, held(word));
        return "bound";
    }

    public static String unbind(String name) throws Exception {
        REGISTRY.unbind(name);
        return "unbound";
    }

    private static Remote held(String word) throws RemoteException {
        Polite polite = new Polite(word);
        HELD.put(word, polite);
        return UnicastRemoteObject.exportObject(polite, 0);
    }

    public static String bindByNaming(String url, String word) throws Exception {
        java.rmi.Naming.rebind(url, held(word));
        return "bound";
    }

    /** Nobody but the registry holds the object from now on. */
    public static String bindAndForget(String name) throws Exception {
        Polite polite = new Polite("still here");
        forgotten = new WeakReference<>(polite);
        REGISTRY.rebind(name, UnicastRemoteObject.exportObject(polite, 0));
        return "bound";
    }

    public static String collect() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return forgotten.get() == null ? "collected" : "there";
    }

    public static String bindWithOwnSockets(String name) throws Exception {
        Wire wire = new Wire(0x5a);
        Polite polite = new Polite("turned");
        HELD.put("wire", polite);
        REGISTRY.rebind(name, UnicastRemoteObject.exportObject(polite, 0, wire, wire.server()));
        return "bound";
    }

    /** What only its own class can read. */
    public static final class Closed implements RMIClientSocketFactory, Externalizable {
        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public void writeExternal(ObjectOutput out) {}

        @Override
        public void readExternal(ObjectInput in) {}
    }

    public static String bindWithClosedSockets(String name) throws Exception {
        Polite polite = new Polite("closed");
        HELD.put("closed", polite);
        REGISTRY.rebind(name, UnicastRemoteObject.exportObject(polite, 0, new Closed(), null));
        return "bound";
    }

    public static String bindTheRegistryItself(String name) throws Exception {
        REGISTRY.bind(name, REGISTRY);
        return "bound";
    }

    public static String bindThroughJndi(String url, String word) throws Exception {
        new InitialContext().bind(url, held(word));
        return "bound";
    }

    public static String bindReference(String url) throws Exception {
        new InitialContext().rebind(url, new Reference("some.Thing"));
        return "bound";
    }

    public static String serveJmx() throws Exception {
        JMXServiceURL url = new JMXServiceURL(
                "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + Integer.getInteger("port") + "/jmxrmi");
        JMXConnectorServer server = JMXConnectorServerFactory.newJMXConnectorServer(
                url, Map.of("jmx.remote.jndi.rebind", "true"), ManagementFactory.getPlatformMBeanServer());
        server.start();
        HELD.put("jmx", server);
        return ManagementFactory.getRuntimeMXBean().getName();
    }

    // the JDK's own registry

    /** Opens one in this process. */
    public static String jdkRegistry() throws Exception {
        int port = freePort();
        HELD.put("registry", LocateRegistry.createRegistry(port));
        return Integer.toString(port);
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
