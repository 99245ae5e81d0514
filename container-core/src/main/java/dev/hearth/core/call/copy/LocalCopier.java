package dev.hearth.core.call.copy;

import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Reference;
import dev.hearth.core.call.StandIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.rmi.MarshalException;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a call between hosted objects passes, by value as RMI promises: the copy is of the target's classes and shares
 * nothing that can be changed.
 *
 * <p>Values that nobody can change pass as they are. Remote objects pass as references. Arrays of primitives and of immutable
 * values are cloned. Everything else goes through an object stream.
 *
 * <p>Thread-safe.
 */
public final class LocalCopier {

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
        if (value == null || Immutable.in(target, value.getClass())) {
            return value;
        }
        if (value instanceof Unresolved unresolved) {
            return unresolved.resolvedIn(target);
        }
        Object array = cloned(value, target);
        if (array != null) {
            return array;
        }
        return value instanceof Remote remote && !byValue(remote, refs)
                ? reference(remote, target, refs)
                : streamed(value, target, refs);
    }

    /**
     * As {@link #copy}, for all arguments of a call together: what they share, the copies share. The array itself if nothing
     * in it needs a copy.
     */
    public static @Nullable Object[] copyAll(@Nullable Object[] values, ClassLoader target, ObjectReferences refs)
            throws RemoteException {
        int copied = 0;
        int references = 0;
        for (Object value : values) {
            if (value != null && !Immutable.in(target, value.getClass())) {
                copied++;
                references += value instanceof Remote remote && !byValue(remote, refs) ? 1 : 0;
            }
        }
        if (copied == 0) {
            return values;
        }
        if (copied - references > 1) {
            return (Object[]) streamed(Arrays.copyOf(values, values.length, Object[].class), target, refs);
        }
        @Nullable Object[] copies = new @Nullable Object[values.length];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = copy(values[i], target, refs);
        }
        return copies;
    }

    /** Whether code of this loader knows this class, and not another one of its name. */
    static boolean knows(ClassLoader target, Class<?> type) {
        ClassLoader own = type.getClassLoader();
        if (own == null || own == target) {
            return true;
        }
        try {
            return Class.forName(type.getName(), false, target) == type;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    /** The clone of an array of primitives or immutable values; null if the value is none. */
    private static @Nullable Object cloned(Object value, ClassLoader target) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        Class<?> component = value.getClass().getComponentType();
        if (component == null || !(component.isPrimitive() || Immutable.exactly(target, component))) {
            return null;
        }
        if (value instanceof Object[] objects) {
            return objects.clone();
        }
        int length = java.lang.reflect.Array.getLength(value);
        Object clone = java.lang.reflect.Array.newInstance(component, length);
        System.arraycopy(value, 0, clone, 0, length);
        return clone;
    }

    /** Whether a remote object travels as a value: it can be serialized and nobody hosts it, or is a stub of the JDK's. */
    static boolean byValue(Remote object, ObjectReferences refs) {
        return object instanceof Serializable
                && (!(object instanceof RemoteObject)
                        || object instanceof RemoteObjectInvocationHandler
                        || StandIn.leadsElsewhere(object))
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
            try {
                return streamed(RemoteObject.toStub(object), target, refs);
            } catch (NoSuchObjectException notOfTheJdkEither) {
                hosted = refs.export(object);
            }
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
