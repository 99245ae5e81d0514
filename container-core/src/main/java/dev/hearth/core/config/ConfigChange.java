package dev.hearth.core.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A key that has another value in another configuration.
 *
 * @param key such as {@code wire.message-timeout}; below {@code modules} and {@code deployments} with the name and the setting,
 *     of {@code sections} with what one of them chooses
 * @param before the value as one would write it; empty if nothing is said
 * @param after likewise
 */
public record ConfigChange(String key, String before, String after) {

    private static final String HIDDEN = "(hidden)";

    /** All differences, in the order in which the keys are documented. */
    public static List<ConfigChange> between(HearthConfig before, HearthConfig after) {
        ConfigSchema schema = new ConfigSchema();
        Map<String, Object> former = schema.values(before);
        Map<String, Object> now = schema.values(after);
        List<ConfigChange> changes = new ArrayList<>();
        for (Setting setting : schema.settings()) {
            Object one = former.getOrDefault(setting.key(), "");
            Object other = now.getOrDefault(setting.key(), "");
            if (!one.equals(other)) {
                if (one instanceof Map<?, ?> names && other instanceof Map<?, ?> others) {
                    addFree(setting.key(), names, others, changes);
                } else if (setting.key().equals("sections")) {
                    changes.addAll(SectionChanges.between(before.sections(), after.sections()));
                } else {
                    changes.add(new ConfigChange(setting.key(), one, other));
                }
            }
        }
        return List.copyOf(changes);
    }

    private ConfigChange(String key, Object before, Object after) {
        this(key, shown(key, before), shown(key, after));
    }

    static String shown(String key, Object value) {
        boolean secret = key.contains("password") || key.contains("secret") || key.contains("token");
        String text = value instanceof java.util.Optional<?> maybe
                ? maybe.map(Object::toString).orElse("")
                : Values.shown(value);
        return secret && !text.isEmpty() ? HIDDEN : text;
    }

    private static void addFree(String key, Map<?, ?> before, Map<?, ?> after, List<ConfigChange> changes) {
        Set<Object> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (Object name : names) {
            Object one = before.get(name);
            Object other = after.get(name);
            String below = key + "." + name;
            if (one instanceof Map<?, ?> || other instanceof Map<?, ?>) {
                addFree(
                        below,
                        one instanceof Map<?, ?> map ? map : Map.of(),
                        other instanceof Map<?, ?> map ? map : Map.of(),
                        changes);
            } else if (one == null || !one.equals(other)) {
                changes.add(new ConfigChange(below, one == null ? "" : one, other == null ? "" : other));
            }
        }
    }
}
