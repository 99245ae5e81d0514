package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.GeneratedStub;
import java.io.ObjectInputFilter;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.rmi.Remote;
import java.rmi.UnmarshalException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which classes may come with one message: those that the signature can mean and nothing else. Decides by name, and only
 * then loads, without initializing.
 *
 * <p>Allowed are the classes reachable from the signature; if one of its types is open, also the JDK's values and
 * collections, the deployment's own classes, and those that extend or implement an own type in the signature; in an answer,
 * also more exact exceptions of the packages of declared ones, as they leave here, too. What the configuration allows comes on
 * top.
 *
 * <p>Thread-safe. Keeps some {@value #MOST_REMEMBERED} classes that it resolved, so it must not outlive their loader.
 */
final class ClassFilter {

    private static final int MOST_REMEMBERED = 1_000;
    private static final String REMOTE = "java.rmi.Remote";
    private static final String REMOTE_STUB = "java.rmi.server.RemoteStub";

    /** Longer than any sane class's; what a name costs (a look for its file, a copy in a table) stays small. */
    private static final int LONGEST_NAME = 1_000;

    /** No program has arrays of arrays of so many. */
    private static final int MOST_DIMENSIONS = 8;

    /** What every stub holds. Three of them resolve to classes of ours that call nobody. */
    private static final Map<String, Class<?>> STUB_PARTS = Map.of(
            "java.lang.reflect.Proxy",
            Proxy.class,
            "java.rmi.server.RemoteObject",
            RemoteObject.class,
            REMOTE_STUB,
            RemoteStub.class,
            "java.rmi.server.RemoteObjectInvocationHandler",
            RemoteObjectInvocationHandler.class,
            "javax.rmi.ssl.SslRMIClientSocketFactory",
            SslRMIClientSocketFactory.class,
            REMOTE,
            Remote.class);

    /** What hosted servers extend in place of the JDK's: reading one exports it. */
    private static final String EXPORTING = "dev.hearth.core.hosted.jdk.";

    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "char", char.class,
            "short", short.class,
            "int", int.class,
            "float", float.class,
            "long", long.class,
            "double", double.class,
            "void", void.class);

    private final Collection<Type> signature;
    private final Scope scope;
    private final String where;
    private final @Nullable ObjectInputFilter besides;
    private final boolean ofAnswer;
    private final ConcurrentMap<String, Class<?>> resolved = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Class<?>> read = new ConcurrentHashMap<>();
    private volatile boolean someRead;
    private volatile @Nullable Rules rules;

    /** What is worked out at the first object that comes: most methods never need it. */
    private record Rules(Set<String> reachable, boolean open, Set<String> ownTypes, Set<String> thrown) {}

    /**
     * Of what a caller sends.
     *
     * @param where what messages call the place, such as {@code the arguments of Account.deposit}
     * @param besides what must also be passed; null for nothing
     */
    static ClassFilter ofArguments(
            Collection<Type> signature, Scope scope, String where, @Nullable ObjectInputFilter besides) {
        return new ClassFilter(signature, scope, where, besides, false);
    }

    /** Of what a callee of ours answers. */
    static ClassFilter ofAnswer(Collection<Type> signature, Scope scope, String where) {
        return new ClassFilter(signature, scope, where, null, true);
    }

    private ClassFilter(
            Collection<Type> signature,
            Scope scope,
            String where,
            @Nullable ObjectInputFilter besides,
            boolean ofAnswer) {
        this.ofAnswer = ofAnswer;
        this.besides = besides;
        this.signature = signature;
        this.scope = scope;
        this.where = where;
    }

    /** What an object's exporter wants passed besides. */
    @Nullable
    ObjectInputFilter besides() {
        return besides;
    }

    /**
     * Whether this class, which was loaded by a stream that knows nothing of this filter, is let in: one that is nested in
     * a value of the message.
     *
     * @param stubs whether what stubs of the message itself were read as is let in
     */
    boolean allowsNested(Class<?> type, boolean stubs) {
        if (partOfStub(type)) {
            return stubs || type == Remote.class;
        }
        return type.isPrimitive() || allow(type.getName()) || (rules().open && JdkClasses.readAs(type.getName()));
    }

    /** Refuses a class that is nested in a value. */
    UnmarshalException refuseNested(Class<?> type) {
        return partOfStub(type)
                ? refuseForm("a proxy that is nested in a value")
                : scope.refusals().refusedClass(elementName(type.getName()), where);
    }

    private static boolean partOfStub(Class<?> type) {
        return Proxy.isProxyClass(type) || STUB_PARTS.containsValue(type) || RemoteStub.class.isAssignableFrom(type);
    }

    /** Whether hosted code has asked for what passes. */
    boolean ofAnswer() {
        return ofAnswer;
    }

    String where() {
        return where;
    }

    Scope scope() {
        return scope;
    }

    /**
     * The class that this name in a stream means.
     *
     * @throws UnmarshalException if it is not allowed; it was not loaded
     */
    Class<?> resolve(String name) throws UnmarshalException, ClassNotFoundException {
        Class<?> known = resolved.get(name);
        if (known != null) {
            return known;
        }
        Class<?> special = STUB_PARTS.get(name);
        if (special != null) {
            return special;
        }
        if (name.length() > LONGEST_NAME) {
            throw scope.refusals().refusedClass(elementName(name), where);
        }
        if (generatedStub(name)) {
            return remember(name, StubReader.of(Class.forName(name, false, scope.loader())));
        }
        if (!allow(name)) {
            throw scope.refusals().refusedClass(elementName(name), where);
        }
        return load(name);
    }

    /** The class of this name, if it came with an earlier message that was read to its end; null otherwise. */
    @Nullable
    Class<?> readBefore(String name) {
        return read.get(name);
    }

    /** Whether a message was read to its end. */
    boolean hasRead() {
        return someRead;
    }

    /** A message was read to its end, and these classes were in none before. */
    void wasRead(Map<String, Class<?>> classes) {
        if (!someRead) {
            someRead = true;
        }
        if (classes.isEmpty() || classes.size() > MOST_REMEMBERED) {
            return; // nothing is learnt from one that names so many
        }
        if (read.size() + classes.size() > MOST_REMEMBERED) {
            read.clear(); // those that are used come again
        }
        read.putAll(classes);
    }

    /** Whether it is a class of stubs that {@code rmic} generated, and they are let in, as a proxy of the same interfaces is. */
    private boolean generatedStub(String name) {
        if (!name.endsWith(GeneratedStub.ENDING)) {
            return false;
        }
        List<String> parents = Ancestry.parents(name, scope.loader());
        return parents.contains(REMOTE_STUB)
                && (ofAnswer
                        || allow(name)
                        || parents.stream()
                                .filter(parent -> !parent.equals(REMOTE_STUB) && extending(parent, REMOTE))
                                .allMatch(this::allow));
    }

    /**
     * The remote interface that this name in a proxy's description means. What hosted code has asked for may have any that it
     * knows: an interface brings no code, and the proxy is ours.
     *
     * @throws UnmarshalException if it is not allowed, or is not a remote interface
     */
    Class<?> resolveInterface(String name) throws UnmarshalException, ClassNotFoundException {
        boolean known = ofAnswer && name.length() <= LONGEST_NAME && extending(name, REMOTE);
        return checkInterface(known ? load(name) : resolve(name));
    }

    private boolean extending(String name, String supertype) {
        return Ancestry.of(name, scope.loader()).contains(supertype);
    }

    Class<?> checkInterface(Class<?> type) throws UnmarshalException {
        if (!type.isInterface() || !Remote.class.isAssignableFrom(type)) {
            throw refuseForm("a proxy of " + type.getName() + ", which is no remote interface,");
        }
        return type;
    }

    UnmarshalException refuseForm(String what) {
        return scope.refusals().refusedForm(what, where);
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        Class<?> primitive = PRIMITIVES.get(name);
        return remember(name, primitive != null ? primitive : Class.forName(name, false, scope.loader()));
    }

    private Class<?> remember(String name, Class<?> type) {
        if (resolved.size() < MOST_REMEMBERED) {
            resolved.put(name, type);
        }
        return type;
    }

    private boolean allow(String name) {
        if (elementName(name).startsWith(EXPORTING)) {
            return false;
        }
        Rules current = rules();
        if (current.reachable.contains(name)) {
            return true;
        }
        if (dimensions(name) > MOST_DIMENSIONS) {
            return false; // each number makes a class of its own, which the JVM keeps
        }
        String element = elementName(name);
        if (scope.allowed().allow(element)) {
            return true;
        }
        return current.open
                && (JdkClasses.allow(element)
                        || current.reachable.contains(element)
                        || scope.owns(element)
                        || extendsOneOf(current.ownTypes, element)
                        || isMoreExact(element, current.thrown));
    }

    /** Its package is looked at first: that costs no look into files. */
    private boolean isMoreExact(String name, Set<String> thrown) {
        Set<String> beside = new HashSet<>(thrown);
        beside.removeIf(declared -> !packageOf(declared).equals(packageOf(name)));
        return extendsOneOf(beside, name);
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    private boolean extendsOneOf(Set<String> types, String name) {
        return !types.isEmpty() && Ancestry.of(name, scope.loader()).stream().anyMatch(types::contains);
    }

    private Rules rules() {
        Rules present = rules;
        if (present == null) {
            ReachableTypes reachable = new ReachableTypes(signature);
            present = new Rules(Set.copyOf(reachable.names()), reachable.open(), ownTypes(), thrown());
            rules = present;
        }
        return present;
    }

    /** The deployment's types that stand in the signature itself and can be extended. */
    private Set<String> ownTypes() {
        Set<String> own = new HashSet<>();
        for (Class<?> type : SignatureClasses.of(signature)) {
            if (!Modifier.isFinal(type.getModifiers()) && scope.owns(type.getName())) {
                own.add(type.getName());
            }
        }
        return own;
    }

    /** What a callee may throw by its signature. */
    private Set<String> thrown() {
        Set<String> thrown = new HashSet<>();
        if (ofAnswer) {
            for (Class<?> type : SignatureClasses.of(signature)) {
                if (Throwable.class.isAssignableFrom(type)) {
                    thrown.add(type.getName());
                }
            }
        }
        return thrown;
    }

    /** The innermost component's name: {@code a.B} of {@code [[La.B;}. */
    private static int dimensions(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        return dimensions;
    }

    private static String elementName(String name) {
        int dimensions = dimensions(name);
        if (dimensions == 0) {
            return name;
        }
        String element = name.substring(dimensions);
        if (element.length() == 1) {
            return switch (element.charAt(0)) {
                case 'Z' -> "boolean";
                case 'B' -> "byte";
                case 'C' -> "char";
                case 'S' -> "short";
                case 'I' -> "int";
                case 'F' -> "float";
                case 'J' -> "long";
                case 'D' -> "double";
                default -> element;
            };
        }
        return element.startsWith("L") && element.endsWith(";") ? element.substring(1, element.length() - 1) : element;
    }
}
