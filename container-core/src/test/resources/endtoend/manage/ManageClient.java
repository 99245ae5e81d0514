package manage;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.rmi.MarshalledObject;
import java.rmi.registry.LocateRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.NotificationFilterSupport;
import javax.management.ObjectName;
import javax.management.Query;
import javax.management.ValueExp;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIServer;

/** A manager with the JDK's own client. */
public final class ManageClient {

    private static final String PORT = System.getProperty("port");
    private static final List<JMXConnector> CONNECTORS = new ArrayList<>();
    private static final BlockingQueue<String> HEARD = new ArrayBlockingQueue<>(100);

    private ManageClient() {}

    private static JMXServiceURL url() throws Exception {
        return new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + PORT + "/jmxrmi");
    }

    public static String connect() throws Exception {
        JMXConnector connector = JMXConnectorFactory.connect(url(), Map.of());
        CONNECTORS.add(connector);
        return connector.getConnectionId();
    }

    public static String connectWithPassword() throws Exception {
        Map<String, Object> environment = Map.of(JMXConnector.CREDENTIALS, new String[] {"monitor", "secret"});
        try (JMXConnector connector = JMXConnectorFactory.connect(url(), environment)) {
            return connector.getConnectionId();
        }
    }

    public static String connectWith(String kind) throws Exception {
        Object credentials = kind.equals("gadget") ? new Gadget() : new ArrayList<>(List.of("monitor"));
        RMIServer server = (RMIServer) LocateRegistry.getRegistry("127.0.0.1", Integer.parseInt(PORT)).lookup("jmxrmi");
        return "connected " + server.newClient(credentials).getConnectionId();
    }

    public static String close() throws Exception {
        CONNECTORS.remove(CONNECTORS.size() - 1).close();
        return "closed";
    }

    private static MBeanServerConnection server() throws Exception {
        return CONNECTORS.get(CONNECTORS.size() - 1).getMBeanServerConnection();
    }

    public static String count() throws Exception {
        return server().getMBeanCount() > 10 ? "many" : "few";
    }

    public static String heap() throws Exception {
        MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                server(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() > 0 ? "used" : "empty";
    }

    public static String threads() throws Exception {
        Object dump = server().invoke(
                new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                "dumpAllThreads",
                new Object[] {false, false},
                new String[] {"boolean", "boolean"});
        return Arrays.toString((Object[]) dump).contains("hearth-wire") ? "hearth's" : "others";
    }

    public static String register() throws Exception {
        Counting counting =
                (Counting) LocateRegistry.getRegistry("127.0.0.1", Integer.parseInt(PORT)).lookup("counting");
        return counting.register();
    }

    private static ObjectName counter() throws Exception {
        return new ObjectName("manage:type=Counter");
    }

    public static String attributes() throws Exception {
        ObjectName counter = counter();
        server().setAttribute(counter, new Attribute("Count", 8));
        AttributeList set = new AttributeList(List.of(new Attribute("Count", 9)));
        return server().getAttribute(counter, "Count")
                + " " + server().setAttributes(counter, set)
                + " " + server().getAttributes(counter, new String[] {"Count"})
                + " " + server().isInstanceOf(counter, "javax.management.NotificationBroadcaster");
    }

    public static String echo(String kind) throws Exception {
        Object value;
        switch (kind) {
            case "gadget":
                value = new Gadget();
                break;
            case "gadgets":
                value = new Object[] {"x", new Gadget[] {new Gadget()}};
                break;
            case "hidden":
                value = new MarshalledObject<>(new Gadget());
                break;
            case "gadget map":
                value = new java.util.HashMap<>(Map.of("k", new Gadget()));
                break;
            case "composite":
                value = ((javax.management.openmbean.CompositeData) server()
                                .getAttribute(new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME), "HeapMemoryUsage"));
                break;
            default:
                value = new ArrayList<>(List.of(kind, 5, new ObjectName("a:b=c")));
        }
        Object echoed = server().invoke(
                counter(), "echo", new Object[] {value}, new String[] {"java.lang.Object"});
        return echoed.equals(value) ? "equal" : "" + echoed;
    }

    public static String attributeGadget() throws Exception {
        server().setAttribute(counter(), new Attribute("Count", new Gadget()));
        return "set";
    }

    public static String gadget() throws Exception {
        Object properties = server().getAttribute(
                new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME), "SystemProperties");
        return ((javax.management.openmbean.TabularData) properties).containsKey(new Object[] {"gadget"})
                ? "awake"
                : "asleep";
    }

    public static String query() throws Exception {
        Set<ObjectName> found = server().queryNames(
                new ObjectName("manage:*"),
                Query.and(
                        Query.isInstanceOf(Query.value("javax.management.NotificationBroadcaster")),
                        Query.or(
                                Query.match(Query.classattr(), Query.value("nothing*")),
                                Query.and(
                                        Query.in(
                                                Query.plus(Query.attr("Count"), Query.value(1)),
                                                new ValueExp[] {Query.value(8), Query.value(9), Query.value(10)}),
                                        Query.between(Query.attr("Count"), Query.value(1), Query.value(100))))));
        Set<ObjectName> pools = server().queryNames(
                new ObjectName("java.lang:type=MemoryPool,*"),
                Query.and(
                        Query.eq(Query.attr("Valid"), Query.value(true)),
                        Query.not(Query.anySubString(Query.attr("Name"), Query.value("nothing")))));
        return new TreeSet<>(found) + " " + (pools.size() > 1 ? "pools" : "no pools");
    }

    public static String listen() throws Exception {
        NotificationFilterSupport filter = new NotificationFilterSupport();
        filter.enableType("told");
        server().addNotificationListener(
                        counter(), (notification, back) -> HEARD.add(notification.getMessage() + back), filter, "!");
        return "listening";
    }

    public static String tell(String text) throws Exception {
        server().invoke(counter(), "tell", new Object[] {text}, new String[] {"java.lang.String"});
        return "" + HEARD.poll(30, TimeUnit.SECONDS);
    }

    public static String dependsOnHooks() throws Exception {
        RMIServer server = (RMIServer) LocateRegistry.getRegistry("127.0.0.1", Integer.parseInt(PORT)).lookup("jmxrmi");
        RMIConnection connection = server.newClient(null);
        try {
            connection.removeNotificationListener(counter(), counter(), null);
            return "removed";
        } finally {
            connection.close();
        }
    }

    public static String make(String className) throws Exception {
        return "" + server().createMBean(className, new ObjectName("made:type=Made"));
    }

    public static String proxied() throws Exception {
        return "" + JMX.newMBeanProxy(
                        server(),
                        new ObjectName("JMImplementation:type=MBeanServerDelegate"),
                        javax.management.MBeanServerDelegateMBean.class)
                .getSpecificationName();
    }
}
