package dev.hearth.core.modules;

import dev.hearth.api.hook.ModuleConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Settings from a table; lists are separated by commas. */
record Settings(Map<String, String> values) implements ModuleConfig {

    @Override
    public boolean has(String key) {
        return values.containsKey(key);
    }

    @Override
    public String getString(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    @Override
    public int getInt(String key, int otherwise) {
        return has(key) ? Integer.parseInt(values.get(key)) : otherwise;
    }

    @Override
    public boolean getBoolean(String key, boolean otherwise) {
        return has(key) ? Boolean.parseBoolean(values.get(key)) : otherwise;
    }

    @Override
    public Duration getDuration(String key, Duration otherwise) {
        return has(key) ? Duration.parse(values.get(key)) : otherwise;
    }

    @Override
    public List<String> getList(String key) {
        return has(key)
                ? Arrays.stream(values.get(key).split(","))
                        .filter(text -> !text.isEmpty())
                        .toList()
                : List.of();
    }

    @Override
    public Map<String, String> getMap(String key) {
        return Map.of();
    }
}
