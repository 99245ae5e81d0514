package dev.hearth.core.deploy;

import dev.hearth.core.call.ClassNames;
import dev.hearth.core.call.HostedType;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a class must be like so that clients can call it.
 *
 * <p>Loads the classes in the signatures of the remote methods, and so finds what is missing from the JAR.
 */
final class TypeRules {

    private TypeRules() {}

    /**
     * Reports what is wrong with a class.
     *
     * @throws LinkageError if a class that it needs can't be loaded
     */
    static void check(Class<?> type, Problems problems) {
        if (type.isInterface() || type.isEnum() || type.isRecord() || Modifier.isAbstract(type.getModifiers())) {
            problems.add(
                    type.getName() + " is " + kind(type) + " and can't be hosted: put the annotation on, or name in"
                            + " the descriptor, a class that implements the remote interface");
            return;
        }
        List<Class<?>> interfaces = HostedType.remoteInterfaces(type);
        if (interfaces.isEmpty()) {
            problems.add(noRemoteInterface(type));
        }
        for (Class<?> remote : interfaces) {
            for (Method method : methods(remote)) {
                check(remote, method, problems);
            }
        }
    }

    private static String kind(Class<?> type) {
        if (type.isInterface()) {
            return "an interface";
        }
        return type.isEnum() ? "an enum" : type.isRecord() ? "a record" : "abstract";
    }

    private static String noRemoteInterface(Class<?> type) {
        List<Class<?>> candidates = Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
                .<Class<?>>flatMap(c -> Stream.of(c.getInterfaces()))
                .filter(candidate -> !ApiLoader.provides(candidate))
                .toList();
        if (candidates.isEmpty()) {
            return type.getName() + " implements no remote interface: write 'public interface "
                    + ClassNames.simple(type).replaceFirst("(Object|Impl)$", "") + "… extends java.rmi.Remote' with the"
                    + " methods that clients call, each with 'throws RemoteException', and implement it";
        }
        return candidates.stream()
                .map(candidate -> "'public interface " + ClassNames.simple(candidate) + " extends java.rmi.Remote'")
                .collect(Collectors.joining(
                        " or ", type.getName() + " implements no interface that extends java.rmi.Remote: write ", ""));
    }

    private static void check(Class<?> remote, Method method, Problems problems) {
        String name = remote.getName() + "." + method.getName();
        if (!declaresRemoteException(method)) {
            problems.add(name + " does not declare RemoteException: add 'throws RemoteException' to it in "
                    + ClassNames.simple(method.getDeclaringClass()));
        }
        for (Class<?> parameter : method.getParameterTypes()) {
            stuck(parameter).ifPresent(why -> problems.add(name + " takes " + why));
        }
        stuck(method.getReturnType()).ifPresent(why -> problems.add(name + " returns " + why));
    }

    private static boolean declaresRemoteException(Method method) {
        return Stream.of(method.getExceptionTypes()).anyMatch(type -> type.isAssignableFrom(RemoteException.class));
    }

    /** Why no value of this type can ever be sent; empty if some can. */
    private static Optional<String> stuck(Class<?> declared) {
        Class<?> type = declared;
        while (type.isArray()) {
            type = type.getComponentType();
        }
        boolean free = type.isPrimitive()
                || !Modifier.isFinal(type.getModifiers())
                || Serializable.class.isAssignableFrom(type)
                || Remote.class.isAssignableFrom(type);
        if (free) {
            return Optional.empty();
        }
        String remedy = ApiLoader.provides(type)
                ? "use a type that can be serialised"
                : "let it implement java.io.Serializable";
        return Optional.of(type.getName() + ", which can't travel, being final and not Serializable: " + remedy);
    }

    /**
     * The remote interfaces that clients and these classes share: those that the classes implement, what these extend,
     * and those that stand in the signatures of their methods, such as a callback's. Not those of the JDK or the API.
     */
    static Set<Class<?>> remoteInterfaces(List<Class<?>> implementations) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> implementation : implementations) {
            HostedType.remoteInterfaces(implementation).forEach(remote -> collect(remote, found));
        }
        return found;
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        boolean shared = type.isInterface() && Remote.class.isAssignableFrom(type) && !ApiLoader.provides(type);
        if (!shared || !found.add(type)) {
            return;
        }
        for (Class<?> extended : type.getInterfaces()) {
            collect(extended, found);
        }
        for (Method method : methods(type)) {
            collect(method.getReturnType(), found);
            Stream.of(method.getParameterTypes()).forEach(parameter -> collect(parameter, found));
        }
    }

    private static List<Method> methods(Class<?> remote) {
        return Stream.of(remote.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toList();
    }
}
