package dev.hearth.core.pipeline;

import dev.hearth.api.hook.ModuleConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a module is told that nobody has configured. */
public final class NoSettings implements ModuleConfig {

    @Override
    public boolean has(String key) {
        return false;
    }

    @Override
    public String getString(String key, String otherwise) {
        return otherwise;
    }

    @Override
    public int getInt(String key, int otherwise) {
        return otherwise;
    }

    @Override
    public boolean getBoolean(String key, boolean otherwise) {
        return otherwise;
    }

    @Override
    public Duration getDuration(String key, Duration otherwise) {
        return otherwise;
    }

    @Override
    public List<String> getList(String key) {
        return List.of();
    }

    @Override
    public Map<String, String> getMap(String key) {
        return Map.of();
    }
}
