package dev.hearth.core.adopt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What extends and implements what, among the classes of a program and those of the JDK. A class that is in neither is taken
 * for one that extends nothing.
 *
 * <p>Classes of the JDK are asked for by name and not initialised.
 */
final class Hierarchy {

    static final String REMOTE = "java.rmi.Remote";
    static final String REMOTE_OBJECT = "java.rmi.server.RemoteObject";
    static final String UNICAST = "java.rmi.server.UnicastRemoteObject";
    static final String ACTIVATABLE = "java.rmi.activation.Activatable";

    /** What the JDK has had and has no more. */
    private static final Map<String, List<String>> FORMER = Map.of(
            ACTIVATABLE,
            List.of("java.rmi.server.RemoteServer"),
            "javax.rmi.PortableRemoteObject",
            List.of(),
            "java.rmi.activation.ActivationGroup",
            List.of(UNICAST));

    private final Map<String, ClassFacts> classes;

    Hierarchy(Map<String, ClassFacts> classes) {
        this.classes = classes;
    }

    @Nullable
    ClassFacts find(@Nullable String name) {
        return name == null ? null : classes.get(name);
    }

    boolean isA(String name, String ancestor) {
        return ancestors(name).contains(ancestor);
    }

    /** It, and all that it extends and implements. */
    Set<String> ancestors(String name) {
        Set<String> all = new LinkedHashSet<>();
        collect(name, all);
        return all;
    }

    private void collect(String name, Set<String> all) {
        if (all.add(name)) {
            parents(name).forEach(parent -> collect(parent, all));
        }
    }

    private List<String> parents(String name) {
        ClassFacts own = classes.get(name);
        if (own == null) {
            return FORMER.containsKey(name) ? FORMER.get(name) : parentsInTheJdk(name);
        }
        List<String> parents = new ArrayList<>();
        if (own.extended() != null) {
            parents.add(own.extended());
        }
        parents.addAll(own.interfaces());
        return parents;
    }

    private static List<String> parentsInTheJdk(String name) {
        if (!name.startsWith("java.") && !name.startsWith("javax.")) {
            return List.of();
        }
        try {
            Class<?> type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            return Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                    .map(Class::getName)
                    .toList();
        } catch (ClassNotFoundException | LinkageError notThere) {
            return List.of();
        }
    }

    /** The interfaces by which clients call its objects; the JDK's Remote itself is none. */
    List<String> remoteInterfaces(String name) {
        return ancestors(name).stream()
                .filter(each -> !each.equals(name) && !each.equals(REMOTE))
                .filter(each -> isInterface(each) && isA(each, REMOTE))
                .toList();
    }

    private boolean isInterface(String name) {
        ClassFacts own = classes.get(name);
        if (own != null) {
            return own.isInterface();
        }
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader())
                    .isInterface();
        } catch (ClassNotFoundException | LinkageError notThere) {
            return false;
        }
    }
}
