package dev.hearth.core.call.copy;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.rmi.Remote;
import java.util.Currency;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which values nobody can change: those of some classes of the JDK, enums, and records of nothing but such values. They pass
 * from one hosted object to another as they are, where both know the same class.
 */
final class Immutable {

    private static final Set<Class<?>> OF_THE_JDK = Set.of(
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

    /** Kept with each class, and so no longer than the class. */
    private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return immutable(type, new HashSet<>());
        }
    };

    private Immutable() {}

    /** Whether a value of exactly this class can be shared with code of this loader. */
    static boolean in(ClassLoader target, Class<?> type) {
        return KNOWN.get(type) && LocalCopier.knows(target, type);
    }

    /** Whether every value that a field or place of this type can have is such a one. */
    static boolean exactly(ClassLoader target, Class<?> type) {
        return exact(type) && in(target, type);
    }

    private static boolean immutable(Class<?> type, Set<Class<?>> asked) {
        if (OF_THE_JDK.contains(type)) {
            return true;
        }
        if (!Serializable.class.isAssignableFrom(type) || Remote.class.isAssignableFrom(type)) {
            return false;
        }
        return Enum.class.isAssignableFrom(type)
                || (type.getClassLoader() == null && type.getName().startsWith("java.time."))
                || (type.isRecord() && !replaced(type) && componentsAre(type, asked));
    }

    /** Whether something else than the record is sent, or arrives. */
    private static boolean replaced(Class<?> record) {
        return Stream.of(record.getDeclaredMethods())
                .anyMatch(method -> method.getParameterCount() == 0
                        && (method.getName().equals("writeReplace")
                                || method.getName().equals("readResolve")));
    }

    /** A record that is asked already is a component of itself, and decided by the others. */
    private static boolean componentsAre(Class<?> record, Set<Class<?>> asked) {
        return !asked.add(record)
                || Stream.of(record.getRecordComponents())
                        .map(RecordComponent::getType)
                        .allMatch(type -> type.isPrimitive() || (exact(type) && immutable(type, asked)));
    }

    /** Whether no value of the type can be of another class that is not immutable. */
    private static boolean exact(Class<?> type) {
        return Modifier.isFinal(type.getModifiers()) || type.isEnum();
    }
}
