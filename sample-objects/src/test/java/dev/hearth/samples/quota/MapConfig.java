package dev.hearth.samples.quota;

import dev.hearth.api.hook.ModuleConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings from a table of texts. */
record MapConfig(Map<String, String> settings) implements ModuleConfig {

    @Override
    public boolean has(String key) {
        return settings.containsKey(key);
    }

    @Override
    public String getString(String key, String otherwise) {
        return settings.getOrDefault(key, otherwise);
    }

    @Override
    public int getInt(String key, int otherwise) {
        return has(key) ? Integer.parseInt(settings.get(key)) : otherwise;
    }

    @Override
    public boolean getBoolean(String key, boolean otherwise) {
        return has(key) ? Boolean.parseBoolean(settings.get(key)) : otherwise;
    }

    @Override
    public Duration getDuration(String key, Duration otherwise) {
        return has(key) ? Duration.parse(settings.get(key)) : otherwise;
    }

    @Override
    public List<String> getList(String key) {
        return has(key) ? List.of(settings.get(key)) : List.of();
    }

    @Override
    public Map<String, String> getMap(String key) {
        return Map.of();
    }
}
