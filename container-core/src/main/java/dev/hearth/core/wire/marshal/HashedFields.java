package dev.hearth.core.wire.marshal;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a class's own {@code hashCode} may walk into: none where the class leaves it to {@link Object}.
 *
 * <p>Of the JDK's classes none: those that hold others are collections.
 */
final class HashedFields {

    private static final int STATIC_OR_TRANSIENT = Modifier.STATIC | Modifier.TRANSIENT;

    /** Reads one of them. */
    interface Reading {
        @Nullable
        Object of(Object owner);
    }

    private HashedFields() {}

    static List<Reading> of(Class<?> type) {
        try {
            Class<?> hashing = type.getMethod("hashCode").getDeclaringClass();
            boolean own = hashing != Object.class && hashing != Enum.class && hashing.getClassLoader() != null;
            return own ? readings(type) : List.of();
        } catch (NoSuchMethodException | NoClassDefFoundError unreadable) {
            return List.of(); // then hashCode can't be called either
        }
    }

    private static List<Reading> readings(Class<?> type) {
        List<Reading> readings = new ArrayList<>();
        for (Class<?> each = type; each.getClassLoader() != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                Class<?> of = field.getType();
                boolean leaf = of.isPrimitive()
                        || (of.isArray() && of.getComponentType().isPrimitive())
                        || of == String.class
                        || of.isEnum();
                if (!leaf && (field.getModifiers() & STATIC_OR_TRANSIENT) == 0 && opened(field)) {
                    readings.add(owner -> read(field, owner));
                }
            }
        }
        return List.copyOf(readings);
    }

    /** A deployment may be a module that keeps itself closed; its objects are then taken for leaves. */
    private static boolean opened(Field field) {
        try {
            field.setAccessible(true);
            return true;
        } catch (InaccessibleObjectException closed) {
            return false;
        }
    }

    private static @Nullable Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("it was made accessible", impossible);
        }
    }
}
