package dev.hearth.benchmarks.hooks;

import dev.hearth.api.hook.ModuleConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings as they are given; of the kinds that the measured modules are given. */
record Given(Map<String, Object> values) implements ModuleConfig {

    @Override
    public boolean has(String key) {
        return values.containsKey(key);
    }

    @Override
    public String getString(String key, String otherwise) {
        return values.get(key) instanceof String text ? text : otherwise;
    }

    @Override
    public int getInt(String key, int otherwise) {
        return values.get(key) instanceof Integer number ? number : otherwise;
    }

    @Override
    public boolean getBoolean(String key, boolean otherwise) {
        return values.get(key) instanceof Boolean truth ? truth : otherwise;
    }

    @Override
    public Duration getDuration(String key, Duration otherwise) {
        return values.get(key) instanceof Duration time ? time : otherwise;
    }

    @Override
    public List<String> getList(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Override
    public Map<String, String> getMap(String key) {
        return Map.of();
    }
}
