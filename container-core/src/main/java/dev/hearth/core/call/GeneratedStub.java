package dev.hearth.core.call;

import java.lang.reflect.Method;
import java.rmi.Remote;
import java.rmi.server.RemoteStub;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The classes of stubs that {@code rmic} once generated: {@code BankImpl_Stub} for {@code BankImpl}. */
@SuppressWarnings("deprecation") // all that rmic has left is
public final class GeneratedStub {

    /** What the name of such a class ends with. */
    public static final String ENDING = "_Stub";

    private GeneratedStub() {}

    /**
     * The one beside the class that the JDK would take it of: the innermost that says that it implements a remote interface.
     *
     * @throws LinkageError if there is one and it can't be loaded
     */
    public static Optional<Class<? extends RemoteStub>> of(Class<?> implementation) {
        Class<?> remote = implementation;
        while (remote != null && Arrays.stream(remote.getInterfaces()).noneMatch(Remote.class::isAssignableFrom)) {
            remote = remote.getSuperclass();
        }
        if (remote == null) {
            return Optional.empty();
        }
        try {
            Class<?> stub = Class.forName(remote.getName() + ENDING, false, remote.getClassLoader());
            return RemoteStub.class.isAssignableFrom(stub)
                    ? Optional.of(stub.asSubclass(RemoteStub.class))
                    : Optional.empty();
        } catch (ClassNotFoundException none) {
            return Optional.empty();
        }
    }

    /** Whether the JDK's proxies can't make all calls: they refuse a method of an interface that is not remote itself. */
    static boolean neededFor(List<Class<?>> interfaces) {
        return interfaces.stream()
                .flatMap(remote -> Arrays.stream(remote.getMethods()))
                .map(Method::getDeclaringClass)
                .anyMatch(declaring -> !Remote.class.isAssignableFrom(declaring));
    }
}
