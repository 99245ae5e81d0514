package dev.hearth.core.call.copy;

import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.rmi.MarshalException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.rmi.server.RemoteObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a call between hosted objects passes, by value as RMI promises: the copy is of the target's classes and shares
 * nothing that can be changed.
 *
 * <p>Immutable values of the JDK pass as they are. Remote objects pass as references. Arrays of primitives and of immutable
 * values are cloned. Everything else goes through an object stream.
 *
 * <p>Thread-safe.
 */
public final class LocalCopier {

    private static final Set<Class<?>> IMMUTABLE = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Character.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            Locale.class,
            Currency.class,
            URI.class);

    private LocalCopier() {}

    /**
     * The value as the target sees it.
     *
     * @param target loads the classes of the copy
     * @throws MarshalException if the value can't be serialized; names the class
     * @throws UnmarshalException if the target lacks a class of it; names the class
     * @throws RemoteException if a remote object in it can't be hosted
     */
    public static @Nullable Object copy(@Nullable Object value, ClassLoader target, ObjectReferences refs)
            throws RemoteException {
        if (value == null || immutable(value.getClass())) {
            return value;
        }
        if (value instanceof Unresolved unresolved) {
            return unresolved.resolvedIn(target);
        }
        Object array = cloned(value);
        if (array != null) {
            return array;
        }
        return value instanceof Remote remote && !byValue(remote, refs)
                ? reference(remote, target, refs)
                : streamed(value, target, refs);
    }

    /** As {@link #copy}, for all arguments of a call together: what they share, the copies share. */
    public static @Nullable Object[] copyAll(@Nullable Object[] values, ClassLoader target, ObjectReferences refs)
            throws RemoteException {
        boolean together = false;
        for (Object value : values) {
            together |= value != null && !immutable(value.getClass());
        }
        if (!together) {
            return values.clone();
        }
        if (values.length == 1) {
            return new Object[] {copy(values[0], target, refs)};
        }
        return (Object[]) streamed(Arrays.copyOf(values, values.length, Object[].class), target, refs);
    }

    private static boolean immutable(Class<?> type) {
        if (IMMUTABLE.contains(type)) {
            return true;
        }
        return type.getClassLoader() == null
                && (Enum.class.isAssignableFrom(type) || type.getName().startsWith("java.time."))
                && Serializable.class.isAssignableFrom(type);
    }

    /** The clone of an array of primitives or immutable values; null if the value is none. */
    private static @Nullable Object cloned(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        Class<?> component = value.getClass().getComponentType();
        if (component == null || !(component.isPrimitive() || IMMUTABLE.contains(component))) {
            return null;
        }
        if (value instanceof Object[] objects) {
            return component == BigDecimal.class || component == BigInteger.class ? null : objects.clone();
        }
        int length = java.lang.reflect.Array.getLength(value);
        Object clone = java.lang.reflect.Array.newInstance(component, length);
        System.arraycopy(value, 0, clone, 0, length);
        return clone;
    }

    /** Whether a remote object travels as a value: it can be serialized and nobody hosts it. */
    static boolean byValue(Remote object, ObjectReferences refs) {
        return object instanceof Serializable
                && !(object instanceof RemoteObject)
                && refs.referenceTo(object) == null
                && !(Proxy.isProxyClass(object.getClass())
                        && Proxy.getInvocationHandler(object) instanceof Relocatable);
    }

    static Object reference(Remote object, ClassLoader target, ObjectReferences refs) throws RemoteException {
        if (Proxy.isProxyClass(object.getClass())
                && Proxy.getInvocationHandler(object) instanceof Relocatable relocatable) {
            return relocatable.relocated(
                    target, seenFrom(target, List.of(object.getClass().getInterfaces())));
        }
        Reference hosted = refs.referenceTo(object);
        if (hosted == null) {
            hosted = refs.export(object);
        }
        return refs.referenceFor(hosted.number(), seenFrom(target, hosted.interfaces()), target);
    }

    private static List<Class<?>> seenFrom(ClassLoader target, List<Class<?>> interfaces) throws UnmarshalException {
        List<Class<?>> seen = new ArrayList<>();
        for (Class<?> each : interfaces) {
            try {
                seen.add(Class.forName(each.getName(), false, target));
            } catch (ClassNotFoundException | LinkageError missing) {
                throw missing(each.getName(), missing);
            }
        }
        return seen;
    }

    private static Object streamed(Object value, ClassLoader target, ObjectReferences refs) throws RemoteException {
        List<Object> carried = new ArrayList<>();
        byte[] bytes = write(value, target, refs, carried);
        try (CopyInput in = new CopyInput(new ByteArrayInputStream(bytes), target, carried)) {
            return in.readObject();
        } catch (ClassNotFoundException missing) {
            throw missing(String.valueOf(missing.getMessage()), missing);
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError failed) {
            UnmarshalException failure =
                    new UnmarshalException("a copy of a " + value.getClass().getName() + " can't be read");
            failure.detail = failed;
            throw failure;
        }
    }

    private static byte[] write(Object value, ClassLoader target, ObjectReferences refs, List<Object> carried)
            throws RemoteException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CopyOutput out = new CopyOutput(bytes, target, refs, carried)) {
            out.writeObject(value);
        } catch (RemoteException notHosted) {
            throw notHosted;
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError failed) {
            MarshalException failure =
                    new MarshalException("a " + value.getClass().getName() + " can't be copied: " + failed);
            failure.detail = failed;
            throw failure;
        }
        return bytes.toByteArray();
    }

    private static UnmarshalException missing(String className, Throwable cause) {
        UnmarshalException failure = new UnmarshalException("the called deployment can't load " + className
                + ": put its JAR into deploy/lib, where all deployments share it");
        failure.detail = cause;
        return failure;
    }
}
