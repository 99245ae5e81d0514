package greet;

import java.rmi.Naming;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RemoteStub;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.naming.Binding;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameClassPair;
import javax.naming.Reference;

/** Looks up what others bound, and calls it. */
public final class GreetClient {

    private static final int PORT = Integer.getInteger("port");

    private GreetClient() {}

    private static Registry registry() throws RemoteException {
        return LocateRegistry.getRegistry("127.0.0.1", PORT);
    }

    public static String greet(String name) throws Exception {
        return ((Greeter) registry().lookup(name)).greet("you");
    }

    /** Has a hosted object look up another and call it. */
    public static String through(String host, String name) throws Exception {
        return ((Greeter) registry().lookup(host)).through(null, name);
    }

    public static String list() throws Exception {
        String[] names = registry().list();
        Arrays.sort(names);
        return String.join(" ", names);
    }

    public static String callback(String name) throws Exception {
        Greeter here = new Greeter() {
            @Override
            public String greet(String who) {
                return "called back " + who;
            }

            @Override
            public String through(Greeter other, String who) {
                throw new UnsupportedOperationException();
            }
        };
        Greeter stub = (Greeter) UnicastRemoteObject.exportObject(here, 0);
        try {
            return ((Greeter) registry().lookup(name)).through(stub, "me");
        } finally {
            UnicastRemoteObject.unexportObject(here, true);
        }
    }

    public static String ownSocketsMade() {
        return Integer.toString(Wire.MADE.get());
    }

    public static String byNaming(String url) throws Exception {
        String listed = url.substring(url.indexOf(':') + 1);
        return ((Greeter) Naming.lookup(url)).greet("you") + " of " + List.of(Naming.list(url)).contains(listed);
    }

    public static String byJndi(String url) throws Exception {
        return ((Greeter) new InitialContext().lookup(url)).greet("you");
    }

    public static String reference(String url) throws Exception {
        return ((Reference) new InitialContext().lookup(url)).getClassName();
    }

    private static Context context() throws Exception {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.rmi.registry.RegistryContextFactory");
        settings.put(Context.PROVIDER_URL, "rmi://127.0.0.1:" + PORT);
        return new InitialContext(settings);
    }

    public static String jndiList() throws Exception {
        List<String> names = new ArrayList<>();
        for (NameClassPair pair : Collections.list(context().list(""))) {
            names.add(pair.getName());
        }
        Collections.sort(names);
        return String.join(" ", names);
    }

    public static String jndiBindings() throws Exception {
        List<String> names = new ArrayList<>();
        for (Binding binding : Collections.list(context().listBindings(""))) {
            names.add(binding.getName() + (binding.getObject() instanceof Greeter ? "!" : "?"));
        }
        Collections.sort(names);
        return String.join(" ", names);
    }

    public static String jndiRename(String from, String to) throws Exception {
        context().rename(from, to);
        return "renamed";
    }

    public static String jndiUnbind(String name) throws Exception {
        context().unbind(name);
        return "unbound";
    }

    public static String jndiRebind(String name, String existing) throws Exception {
        context().rebind(name, context().lookup(existing));
        return "bound";
    }

    /** The registry's own stub, looked up in the registry, calls by method hash. */
    public static String throughTheRegistryItself(String self, String name) throws Exception {
        Registry found = (Registry) registry().lookup(self);
        found.rebind("by-hash", found.lookup(name));
        String answer = ((Greeter) found.lookup("by-hash")).greet("you");
        found.unbind("by-hash");
        return answer + " " + List.of(found.list()).contains("by-hash");
    }

    public static String jmx() throws Exception {
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + PORT + "/jmxrmi");
        try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
            return (String) connector
                    .getMBeanServerConnection()
                    .getAttribute(new javax.management.ObjectName("java.lang:type=Runtime"), "Name");
        }
    }

    @SuppressWarnings("deprecation")
    public static String kindOfJmxStub() throws Exception {
        return Boolean.toString(registry().lookup("jmxrmi") instanceof RemoteStub);
    }

    // the same program against two registries

    /** The answers of the registry whose stub is bound in itself. */
    public static String transcriptByHash(String self) throws Exception {
        return transcript((Registry) registry().lookup(self));
    }

    private interface Step {
        Object run(Registry registry) throws Exception;
    }

    /** What a registry answers to everything that can be asked. */
    public static String transcript(String port) throws Exception {
        return transcript(LocateRegistry.getRegistry("127.0.0.1", Integer.parseInt(port)));
    }

    private static String transcript(Registry asked) throws Exception {
        Greeter first = new Fixed();
        Greeter second = new Fixed();
        Greeter one = (Greeter) UnicastRemoteObject.exportObject(first, 0);
        Greeter two = (Greeter) UnicastRemoteObject.exportObject(second, 0);
        try {
            List<Step> steps = List.of(
                    r -> r.lookup("zork"),
                    r -> r.lookup(""),
                    r -> r.lookup(null),
                    r -> done(() -> r.bind("zork", one)),
                    r -> r.lookup("zork").equals(one),
                    r -> r.lookup("zork").toString().equals(one.toString()),
                    r -> done(() -> r.bind("zork", two)),
                    r -> done(() -> r.bind("zork", null)),
                    r -> done(() -> r.rebind("zork", two)),
                    r -> r.lookup("zork").equals(two),
                    r -> List.of(r.list()).contains("zork"),
                    r -> done(() -> r.unbind("zork")),
                    r -> r.lookup("zork"),
                    r -> done(() -> r.unbind("zork")),
                    r -> List.of(r.list()).contains("zork"),
                    r -> done(() -> r.bind(null, one)),
                    r -> done(() -> r.bind("qux", null)),
                    r -> done(() -> r.rebind(null, one)),
                    r -> done(() -> r.rebind("qux", null)),
                    r -> done(() -> r.unbind(null)),
                    r -> done(() -> r.bind("", one)),
                    r -> r.lookup("").equals(one),
                    r -> done(() -> r.unbind("")),
                    r -> done(() -> r.rebind("a//b/ ~\u0001ü\u0000/", one)),
                    r -> r.lookup("a//b/ ~\u0001ü\u0000/").equals(one),
                    r -> r.lookup("a//b/ ~\u0001ü\u0000"),
                    r -> done(() -> r.unbind("a//b/ ~\u0001ü\u0000/")),
                    r -> done(() -> r.bind("n".repeat(5000), one)),
                    r -> r.lookup("n".repeat(5000)).equals(one),
                    r -> done(() -> r.unbind("n".repeat(5000))),
                    r -> done(() -> r.bind("registry", one)),
                    r -> r.lookup("registry").equals(one),
                    r -> done(() -> r.unbind("registry")),
                    r -> r.lookup("registry"));
            StringBuilder transcript = new StringBuilder();
            for (Step step : steps) {
                transcript.append(answer(step, asked)).append("; ");
            }
            return transcript.toString();
        } finally {
            UnicastRemoteObject.unexportObject(first, true);
            UnicastRemoteObject.unexportObject(second, true);
        }
    }

    private static final class Fixed implements Greeter {
        @Override
        public String greet(String name) {
            return name;
        }

        @Override
        public String through(Greeter other, String name) {
            return name;
        }
    }

    private interface Change {
        void run() throws Exception;
    }

    private static String done(Change change) throws Exception {
        change.run();
        return "done";
    }

    private static String answer(Step step, Registry registry) {
        try {
            return String.valueOf(step.run(registry));
        } catch (NullPointerException text) {
            return text.getClass().getName(); // its text is the JDK's affair
        } catch (Exception thrown) {
            return check.Runner.chain(thrown);
        }
    }
}
