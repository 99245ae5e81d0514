package dev.hearth.core.adopt;

import dev.hearth.core.adopt.Deed.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Knows what a call means to an RMI program. Names are with dots, as in sources. */
final class Recognition {

    private static final String NAMING = "java.rmi.Naming";
    private static final String REGISTRY = "java.rmi.registry.Registry";
    private static final String LOCATE = "java.rmi.registry.LocateRegistry";
    private static final String UNICAST = "java.rmi.server.UnicastRemoteObject";
    private static final String IIOP = "javax.rmi.PortableRemoteObject";
    private static final String CLIENT_FACTORY = "java.rmi.server.RMIClientSocketFactory";
    private static final Set<String> CONTEXTS = Set.of("javax.naming.Context", "javax.naming.InitialContext");
    private static final Set<String> DIRECTORIES =
            Set.of("javax.naming.directory.InitialDirContext", "javax.naming.ldap.InitialLdapContext");
    private static final Set<String> PROPERTY_READERS =
            Set.of("java.lang.Boolean.getBoolean", "java.lang.Integer.getInteger", "java.lang.Long.getLong");

    /** Of what a deployment can set for itself alone. */
    private static final List<String> OWN_PROPERTIES =
            List.of("java.rmi.", "sun.rmi.", "java.naming.", "java.security.");

    private static final Set<String> THREADS = Set.of(
            "java.util.Timer",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool");

    private static final Set<String> LANGUAGE =
            Set.of("java.lang.System", "java.lang.Runtime", "java.lang.Class", "java.lang.ClassLoader");

    /** What the container's class loader redirects, so that reflection goes past it. */
    private static final List<String> REDIRECTED =
            List.of("java.rmi.", "sun.rmi.", "com.sun.jndi.rmi.", "sun.management.jmxremote.");

    private static final List<String> INTERNAL = List.of("sun.rmi.", "com.sun.jndi.rmi.");
    private static final Set<String> REFLECTIVE = Set.of(
            "getMethod",
            "getDeclaredMethod",
            "getConstructor",
            "getDeclaredConstructor",
            "findStatic",
            "findVirtual",
            "findConstructor");

    private record Rule(Kind kind, Predicate<CallSite> holds) {}

    /** The first that holds is meant. */
    private static final List<Rule> RULES = List.of(
            new Rule(Kind.BINDS, call -> call.isOf(NAMING, "bind", "rebind") || call.isOf(REGISTRY, "bind", "rebind")),
            new Rule(
                    Kind.BINDS,
                    call -> isContext(call) && Set.of("bind", "rebind").contains(call.name())),
            new Rule(Kind.UNBINDS, call -> call.isOf(NAMING, "unbind") || call.isOf(REGISTRY, "unbind")),
            new Rule(
                    Kind.LOOKS_UP,
                    call -> call.isOf(NAMING, "lookup", "list") || call.isOf(REGISTRY, "lookup", "list")),
            new Rule(Kind.LOOKS_UP, call -> isContext(call) && call.name().equals("lookup")),
            new Rule(Kind.JNDI, call -> isContext(call) && call.isConstructor()),
            new Rule(Kind.DIRECTORY, call -> DIRECTORIES.contains(call.owner()) && call.isConstructor()),
            new Rule(Kind.CREATES_REGISTRY, call -> call.isOf(LOCATE, "createRegistry")),
            new Rule(Kind.FINDS_REGISTRY, call -> call.isOf(LOCATE, "getRegistry")),
            new Rule(Kind.EXPORTS_BY_FACTORIES, call -> exports(call) && call.takes(CLIENT_FACTORY)),
            new Rule(Kind.EXPORTS_ON_PORT, call -> exports(call) && fixedPort(call)),
            new Rule(Kind.EXPORTS, Recognition::exports),
            new Rule(Kind.UNEXPORTS, call -> call.isOf(UNICAST, "unexportObject")),
            new Rule(Kind.EXITS, call -> call.isOf("java.lang.System", "exit")),
            new Rule(Kind.EXITS, call -> call.isOf("java.lang.Runtime", "exit", "halt")),
            new Rule(Kind.SHUTDOWN_HOOK, call -> call.isOf("java.lang.Runtime", "addShutdownHook")),
            new Rule(Kind.SECURITY_MANAGER, call -> call.isOf("java.lang.System", "setSecurityManager")),
            new Rule(Kind.SETS_CODEBASE, call -> setsProperty(call, "java.rmi.server.codebase")),
            new Rule(Kind.FETCHES_CODE, call -> call.owner().equals("java.rmi.server.RMIClassLoader")),
            new Rule(Kind.RMI_PROPERTY, call -> setsProperty(call, "java.rmi.") || setsProperty(call, "sun.rmi.")),
            new Rule(Kind.READS_PROPERTIES, Recognition::readsProperties),
            new Rule(Kind.REPLACES_PROPERTIES, call -> call.isOf("java.lang.System", "setProperties")),
            new Rule(Kind.GLOBAL_FACTORY, call -> call.isOf("java.rmi.server.RMISocketFactory", "setSocketFactory")),
            new Rule(Kind.NATIVE, call -> call.isOf("java.lang.System", "load", "loadLibrary")),
            new Rule(Kind.NATIVE, call -> call.isOf("java.lang.Runtime", "load", "loadLibrary")),
            new Rule(Kind.RUNS_THREADS, Recognition::runsThreads),
            new Rule(Kind.REFLECTS, Recognition::reflects),
            new Rule(Kind.MANAGES, Recognition::manages),
            new Rule(Kind.ACTIVATES, call -> call.owner().startsWith("java.rmi.activation.")),
            new Rule(Kind.SPEAKS_IIOP, call -> call.owner().equals(IIOP)),
            new Rule(Kind.SPRING_EXPORTER, call -> call.isOf(Spring.EXPORTER, "<init>", "setServiceName")),
            new Rule(Kind.SPRING_CONTEXT, Spring::makesContext),
            new Rule(Kind.INTERNAL, call -> INTERNAL.stream().anyMatch(call.owner()::startsWith)));

    private Recognition() {}

    /** Whether a call on this class may mean something, by its name alone. */
    static boolean isWorthALook(String owner, String name) {
        return owner.startsWith("java.rmi.")
                || owner.startsWith("javax.rmi.")
                || owner.startsWith("javax.naming.")
                || owner.startsWith("javax.management.remote.")
                || LANGUAGE.contains(owner)
                || PROPERTY_READERS.contains(owner + "." + name)
                || owner.startsWith("java.util.Timer")
                || owner.startsWith("java.util.concurrent.")
                || owner.startsWith("sun.")
                || owner.startsWith("com.sun.jndi.")
                || owner.startsWith(Spring.PACKAGE)
                || REFLECTIVE.contains(name)
                || name.equals("start");
    }

    /** Null if the call means nothing here. */
    static @Nullable Deed deed(CallSite call) {
        for (Rule rule : RULES) {
            if (rule.holds().test(call)) {
                return new Deed(rule.kind(), call.place(), call.spelled(), call.text(0), number(call), object(call));
            }
        }
        return null;
    }

    private static @Nullable Integer number(CallSite call) {
        return exports(call) ? port(call) : call.number(0);
    }

    /** What is bound is the second argument, what is exported the first, or the new object itself. */
    private static @Nullable Known object(CallSite call) {
        if (call.isConstructor() || call.arguments().isEmpty()) {
            return call.receiver();
        }
        return call.text(0) != null || (call.arguments().size() > 1 && !exports(call))
                ? call.object(1)
                : call.object(0);
    }

    private static boolean isContext(CallSite call) {
        return CONTEXTS.contains(call.owner()) && !isDirectory(call.receiver());
    }

    private static boolean isDirectory(@Nullable Known receiver) {
        return receiver != null && receiver.className() != null && DIRECTORIES.contains(receiver.className());
    }

    private static boolean exports(CallSite call) {
        return call.owner().equals(UNICAST) && (call.name().equals("exportObject") || call.isConstructor());
    }

    private static @Nullable Integer port(CallSite call) {
        return call.isConstructor() ? call.number(0) : call.number(1);
    }

    private static boolean fixedPort(CallSite call) {
        Integer port = port(call);
        return port != null && port != 0;
    }

    private static boolean setsProperty(CallSite call, String prefix) {
        String key = call.text(0);
        return call.isOf("java.lang.System", "setProperty") && key != null && key.startsWith(prefix);
    }

    /** Whether it goes past the properties that are the deployment's own. */
    private static boolean readsProperties(CallSite call) {
        String key = call.text(0);
        return call.isOf("java.lang.System", "getProperties")
                || (PROPERTY_READERS.contains(call.owner() + "." + call.name())
                        && key != null
                        && OWN_PROPERTIES.stream().anyMatch(key::startsWith));
    }

    private static boolean runsThreads(CallSite call) {
        return (call.name().equals("start") && call.descriptor().equals("()V"))
                || (THREADS.contains(call.owner()) && call.isConstructor())
                || (call.owner().equals("java.util.concurrent.Executors")
                        && call.name().startsWith("new"));
    }

    private static boolean reflects(CallSite call) {
        boolean loads = call.isOf("java.lang.Class", "forName") || call.name().equals("loadClass");
        String name = call.text(0);
        if (loads && name != null && isRedirected(name)) {
            return true;
        }
        return REFLECTIVE.contains(call.name())
                && (namesRedirected(call.receiver()) || namesRedirected(call.object(0)));
    }

    private static boolean namesRedirected(@Nullable Known value) {
        return value != null && value.constant() instanceof Type type && isRedirected(type.getClassName());
    }

    private static boolean isRedirected(String className) {
        return REDIRECTED.stream().anyMatch(className::startsWith);
    }

    private static boolean manages(CallSite call) {
        return call.owner().equals("javax.management.remote.JMXConnectorServerFactory")
                || (call.owner().startsWith("javax.management.remote.rmi.") && call.isConstructor());
    }
}
