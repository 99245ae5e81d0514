package dev.hearth.core.wire.marshal;

import java.io.Externalizable;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The classes that a signature can mean: its types, their type arguments, component types, superclasses and serialized
 * fields, and so on.
 *
 * <p>A type is open if a value of it can be of a class that can't be told from here: every type that is neither final nor
 * sealed, and one that decides in code what it writes.
 */
final class ReachableTypes {

    private static final int STATIC_OR_TRANSIENT = Modifier.STATIC | Modifier.TRANSIENT;

    private final Set<String> names = new HashSet<>();
    private final Set<Type> seen = new HashSet<>();
    private boolean open;

    ReachableTypes(Collection<Type> signature) {
        signature.forEach(this::add);
    }

    Set<String> names() {
        return names;
    }

    /** Whether one of the types is open. */
    boolean open() {
        return open;
    }

    private void add(Type type) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> plain) {
            addClass(plain);
        } else if (type instanceof ParameterizedType parameterized) {
            add(parameterized.getRawType());
            addAll(parameterized.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            open = true; // a type variable's array: of what is not known
            add(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            addAll(wildcard.getUpperBounds());
        } else if (type instanceof TypeVariable<?> variable) {
            addAll(variable.getBounds());
        }
    }

    private void addAll(Type... types) {
        for (Type type : types) {
            add(type);
        }
    }

    private void addClass(Class<?> type) {
        if (type.isPrimitive()) {
            return;
        }
        names.add(type.getName());
        if (type.isArray()) {
            add(type.getComponentType());
            return;
        }
        open |= !Modifier.isFinal(type.getModifiers()) && !type.isSealed();
        if (type.isSealed()) {
            addAll(type.getPermittedSubclasses());
        }
        Class<?> each = type;
        while (each != null && Serializable.class.isAssignableFrom(each)) {
            addSerialForm(each);
            each = each.getSuperclass();
        }
    }

    private void addSerialForm(Class<?> type) {
        names.add(type.getName());
        if (type.getName().startsWith("java.time.")) {
            names.add("java.time.Ser");
            names.add("java.time.chrono.Ser");
        }
        boolean value = JdkClasses.value(type.getName());
        if (!value) {
            open |= decidesWhatItWrites(type);
            addFields(type);
        }
        if (ofTheJdk(type) && (!value || Modifier.isFinal(type.getModifiers()))) {
            addWritten(type);
        }
    }

    private static boolean ofTheJdk(Class<?> type) {
        return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }

    /** What a class of the JDK writes, which may be other fields than it has, or another object in its place. */
    private void addWritten(Class<?> type) {
        try {
            for (ObjectStreamField field : ObjectStreamClass.lookupAny(type).getFields()) {
                if (field.getType() != Class.class) {
                    add(field.getType());
                }
            }
        } catch (LinkageError uninitialized) {
            open = true; // can't be told
        }
        if (declares(type, "writeReplace")) {
            names.add(type.getName() + "$SerializationProxy");
        }
        if (type == InetAddress.class) {
            addAll(Inet4Address.class, Inet6Address.class);
        }
    }

    private static boolean decidesWhatItWrites(Class<?> type) {
        return Externalizable.class.isAssignableFrom(type)
                || declares(type, "writeObject", ObjectOutputStream.class)
                || declares(type, "writeReplace")
                || hasField(type, "serialPersistentFields");
    }

    private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
        try {
            Method unused = type.getDeclaredMethod(name, parameters);
            return true;
        } catch (NoSuchMethodException absent) {
            return false;
        } catch (NoClassDefFoundError unreadable) {
            return true; // can't be told
        }
    }

    private static boolean hasField(Class<?> type, String name) {
        try {
            Field unused = type.getDeclaredField(name);
            return true;
        } catch (NoSuchFieldException absent) {
            return false;
        } catch (NoClassDefFoundError unreadable) {
            return true; // can't be told
        }
    }

    private void addFields(Class<?> type) {
        try {
            for (Field field : type.getDeclaredFields()) {
                if ((field.getModifiers() & STATIC_OR_TRANSIENT) == 0) {
                    addAll(Signatures.read(() -> new Type[] {field.getGenericType()}, field.getType()));
                }
            }
        } catch (NoClassDefFoundError unreadable) {
            open = true; // a field's class is missing here; what can be read is decided when it comes
        }
    }
}
