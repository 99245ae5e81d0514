package dev.hearth.core.call;

import dev.hearth.api.Deadline;
import dev.hearth.api.ReadOnly;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A remote method of a hosted type.
 *
 * <p>Immutable but for one companion, which the wire keeps here so that it goes with the method's class loader.
 */
public final class HostedMethod {

    /** The value of {@link #deadlineMillis()} that means none. */
    public static final long NO_DEADLINE = 0;

    private final Method method;
    private final String descriptor;
    private final long hash;
    private final boolean readOnly;
    private final long deadlineMillis;
    private final List<Class<?>> parameterTypes;
    private final List<Class<?>> exceptionTypes;
    private volatile @Nullable Object companion;

    private HostedMethod(Method method, boolean readOnly, long deadlineMillis) {
        this.method = method;
        this.descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
        this.hash = MethodHash.of(method);
        this.readOnly = readOnly;
        this.deadlineMillis = deadlineMillis;
        this.parameterTypes = List.of(method.getParameterTypes());
        this.exceptionTypes = List.of(method.getExceptionTypes());
    }

    /**
     * Describes a method of a remote interface as this class implements it.
     *
     * @throws ReflectiveOperationException if the class lacks the method
     * @throws IllegalArgumentException if its deadline is no time
     */
    static HostedMethod of(Method method, Class<?> implementation) throws ReflectiveOperationException {
        Method own = implementation.getMethod(method.getName(), method.getParameterTypes());
        boolean readOnly = method.isAnnotationPresent(ReadOnly.class) || own.isAnnotationPresent(ReadOnly.class);
        method.setAccessible(true);
        return new HostedMethod(method, readOnly, deadlineMillis(method, own, implementation));
    }

    private static long deadlineMillis(Method method, Method own, Class<?> implementation) {
        Deadline deadline = deadline(method, own, implementation);
        if (deadline == null) {
            return NO_DEADLINE;
        }
        if (deadline.millis() < 1) {
            throw new IllegalArgumentException("@Deadline(millis = " + deadline.millis() + ") for " + method.getName()
                    + " of " + implementation.getName() + ": say at least 1, or take it off for none");
        }
        return deadline.millis();
    }

    /** The nearest: of the method in the class, in the interface, of the class or what it extends, of the interface. */
    private static @Nullable Deadline deadline(Method method, Method own, Class<?> implementation) {
        List<AnnotatedElement> places = new ArrayList<>(List.of(own, method));
        for (Class<?> type = implementation; type != null; type = type.getSuperclass()) {
            places.add(type);
        }
        places.add(method.getDeclaringClass());
        return places.stream()
                .map(place -> place.getAnnotation(Deadline.class))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The number that stubs send for this method (RMI specification 8.3). */
    public long hash() {
        return hash;
    }

    /** The method as the remote interface declares it. */
    public Method method() {
        return method;
    }

    public String name() {
        return method.getName();
    }

    /** Its parameters and result as in a class file. */
    public String descriptor() {
        return descriptor;
    }

    public List<Class<?>> parameterTypes() {
        return parameterTypes;
    }

    public Class<?> returnType() {
        return method.getReturnType();
    }

    /** The exceptions that the interface declares. */
    public List<Class<?>> exceptionTypes() {
        return exceptionTypes;
    }

    /** Whether {@link ReadOnly} stands on it, in the interface or in the class. */
    public boolean readOnly() {
        return readOnly;
    }

    /** The longest that a call may take; {@link #NO_DEADLINE} if the annotation is not there. */
    public long deadlineMillis() {
        return deadlineMillis;
    }

    /**
     * Calls the method.
     *
     * @throws Throwable what the method throws, without the container's frames below those of hosted code
     */
    public @Nullable Object invoke(Object servant, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(servant, arguments);
        } catch (InvocationTargetException thrown) {
            throw HostedFrames.alone(thrown.getTargetException());
        }
    }

    /**
     * What another room keeps with this method, made at the first request. There is one companion only, and it is the
     * wire's.
     */
    @SuppressWarnings("unchecked")
    public <T> T companion(Function<HostedMethod, T> make) {
        Object present = companion;
        if (present == null) {
            present = make.apply(this);
            companion = present;
        }
        return (T) present;
    }

    @Override
    public String toString() {
        return ClassNames.simple(method.getDeclaringClass()) + "." + method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }
}
