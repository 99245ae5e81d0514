package dev.hearth.core.wire.marshal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects as an object stream does: by the constructor of their first superclass that is not serializable.
 *
 * <p>The JDK lends this to serialization libraries, in its module {@code jdk.unsupported}; it is looked for by name, so that
 * nothing here depends on it. Thread-safe.
 */
final class Instances {

    private static final String FACTORY = "sun.reflect.ReflectionFactory";

    private static final @Nullable MethodHandle CONSTRUCTOR_OF = find();

    private Instances() {}

    private static @Nullable MethodHandle find() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> factory = Class.forName(FACTORY);
            Object instance = lookup.findStatic(factory, "getReflectionFactory", MethodType.methodType(factory))
                    .invoke();
            return lookup.bind(
                            instance,
                            "newConstructorForSerialization",
                            MethodType.methodType(Constructor.class, Class.class))
                    .asType(MethodType.methodType(Constructor.class, Class.class));
        } catch (Throwable absent) {
            return null;
        }
    }

    /** What makes instances of this class; null if this JVM does not lend it. */
    static @Nullable Constructor<?> of(Class<?> type) {
        MethodHandle constructorOf = CONSTRUCTOR_OF;
        if (constructorOf == null) {
            return null;
        }
        try {
            return (Constructor<?>) constructorOf.invokeExact(type);
        } catch (Throwable refused) {
            return null;
        }
    }
}
