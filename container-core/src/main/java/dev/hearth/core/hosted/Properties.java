package dev.hearth.core.hosted;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The system properties about RMI, naming and security that a deployment sets: its own, since to others they would mean
 * something else. All others are the JVM's.
 *
 * <p>Thread-safe. Bounded in number, silently: what does not fit stays unset.
 */
final class Properties {

    private static final int MOST = 1_000;

    /** Each deployment's is made of its JARs. */
    static final String CLASS_PATH = "java.class.path";

    private static final List<String> OWN = List.of("java.rmi.", "sun.rmi.", "java.naming.", "java.security.");

    private final Map<String, String> values = new ConcurrentHashMap<>();

    static boolean concerns(String key) {
        return OWN.stream().anyMatch(key::startsWith);
    }

    /** Only what {@link #concerns} it is asked for. */
    @Nullable
    String get(String key) {
        String own = values.get(key);
        return own == null ? System.getProperty(key) : own;
    }

    @Nullable
    String set(String key, String value) {
        String before = get(key);
        if (values.size() < MOST) {
            values.put(key, value);
        }
        return before;
    }

    @Nullable
    String clear(String key) {
        return values.remove(key);
    }

    /** What was set about naming. */
    Map<String, String> naming() {
        Map<String, String> found = new ConcurrentHashMap<>(values);
        found.keySet().removeIf(key -> !key.startsWith("java.naming."));
        return found;
    }
}
