package dev.hearth.core.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every {@link Setting} there is, found by looking at {@link HearthConfig}; and the way back from values to records. */
final class ConfigSchema {

    /** What the environment variables begin with. */
    static final String VARIABLES = "HEARTH_";

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    ConfigSchema() {
        collect("", HearthConfig.defaults());
    }

    private void collect(String prefix, Record defaults) {
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            String key = prefix + Setting.dashed(component.getName());
            Object value = read(component, defaults);
            if (value instanceof Record nested) {
                collect(key + ".", nested);
            } else {
                settings.put(key, new Setting(key, component, value));
            }
        }
    }

    Collection<Setting> settings() {
        return settings.values();
    }

    /** The setting of this name. */
    Optional<Setting> find(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** The free setting that this key lies below, as {@code modules.access-log.file} lies below {@code modules}. */
    Optional<Setting> freeAbove(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? Optional.empty() : find(key.substring(0, dot)).filter(Setting::free);
    }

    /** Whether settings lie below this name, as below {@code wire}. */
    boolean section(String name) {
        return settings.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
    }

    /** The values of a configuration by key. */
    Map<String, Object> values(HearthConfig config) {
        Map<String, Object> values = new LinkedHashMap<>();
        collectValues("", config, values);
        return values;
    }

    private static void collectValues(String prefix, Record from, Map<String, Object> values) {
        for (RecordComponent component : from.getClass().getRecordComponents()) {
            String key = prefix + Setting.dashed(component.getName());
            Object value = read(component, from);
            if (value instanceof Record nested) {
                collectValues(key + ".", nested, values);
            } else {
                values.put(key, value);
            }
        }
    }

    /** Makes the records from values by key; what is not in the map is as by default. */
    HearthConfig bind(Map<String, Object> values) {
        return (HearthConfig) bind("", HearthConfig.defaults(), values);
    }

    private Record bind(String prefix, Record defaults, Map<String, Object> values) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = prefix + Setting.dashed(components[i].getName());
            Object otherwise = read(components[i], defaults);
            types[i] = components[i].getType();
            arguments[i] = otherwise instanceof Record nested
                    ? bind(key + ".", nested, values)
                    : values.getOrDefault(key, otherwise);
        }
        return make(defaults.getClass(), types, arguments);
    }

    private static Record make(Class<? extends Record> type, Class<?>[] types, @Nullable Object[] arguments) {
        try {
            Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
            return canonical.newInstance(arguments);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("can't make " + type, broken);
        }
    }

    private static Object read(RecordComponent component, Record from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("can't read " + component, broken);
        }
    }
}
