package dev.hearth.core.deploy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;

/**
 * What the static fields of a version's classes hold of things that outlive it, unless somebody ends them.
 *
 * <p>Only fields whose declared type says that it is such a thing are read: to read one initializes its class, if that has
 * not happened, and what its initializer then begins is ended with the rest.
 */
final class LoadedStatics {

    private static final List<Class<?>> WANTED =
            List.of(ExecutorService.class, Timer.class, Thread.class, ThreadLocal.class);

    private final List<Class<?>> classes;

    LoadedStatics(List<Class<?>> classes) {
        this.classes = classes;
    }

    /** Passes each value with the name of its field. */
    void forEach(BiConsumer<String, Object> taker) {
        for (Class<?> type : classes) {
            for (Field field : fields(type)) {
                if (Modifier.isStatic(field.getModifiers()) && wanted(field.getType())) {
                    pass(field, taker);
                }
            }
        }
    }

    private static boolean wanted(Class<?> type) {
        return WANTED.stream().anyMatch(wanted -> wanted.isAssignableFrom(type))
                || (type.isAssignableFrom(ExecutorService.class) && type != Object.class);
    }

    private static Field[] fields(Class<?> type) {
        try {
            return type.getDeclaredFields();
        } catch (LinkageError lacksSomething) {
            return new Field[0];
        }
    }

    private static void pass(Field field, BiConsumer<String, Object> taker) {
        Object value;
        try {
            field.setAccessible(true);
            value = field.get(null);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unreadable) {
            return; // a class that can't be initialized has begun nothing
        }
        if (value != null) {
            taker.accept(field.getDeclaringClass().getName() + "." + field.getName(), value);
        }
    }

    /** The classes that have been loaded of the JARs that deployments share: what those hold is not one deployment's. */
    static List<Class<?>> of(Libraries libraries) {
        List<Class<?>> loaded = new ArrayList<>();
        libraries.copies().forEach(jar -> loaded.addAll(libraries.loader().loadedOf(jar)));
        return loaded;
    }

    /** The classes that a version has loaded of its JARs. */
    static List<Class<?>> of(Version version) {
        List<Class<?>> loaded = new ArrayList<>();
        version.copies().values().forEach(jar -> loaded.addAll(version.loader().loadedOf(jar)));
        return loaded;
    }
}
