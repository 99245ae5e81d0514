package dev.hearth.core.server;

import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Setting;
import dev.hearth.core.config.Nearest;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of one module, as they stand in the configuration. */
final class ModuleSettings implements ModuleConfig {

    private static final Pattern TIME = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

    private final String module;
    private final Map<String, Object> values;

    ModuleSettings(String module, Map<String, Object> values) {
        this.module = module;
        this.values = values;
    }

    /** @throws IllegalArgumentException if something is said that is not declared, or does not fit */
    void check(List<Setting> declared) {
        if (!declared.isEmpty()) {
            values.keySet().forEach(key -> check(key, declared));
        }
    }

    private void check(String key, List<Setting> declared) {
        Setting setting = declared.stream()
                .filter(each -> each.name().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("modules." + module + " has no setting '" + key
                        + "'; the nearest is '"
                        + Nearest.to(key, declared.stream().map(Setting::name).toList())
                                .orElse("")
                        + "'"));
        switch (setting.kind()) {
            case TEXT -> getString(key, "");
            case INTEGER -> getInt(key, 0);
            case BOOLEAN -> getBoolean(key, false);
            case DURATION -> getDuration(key, Duration.ZERO);
            case LIST -> getList(key);
            case MAP -> getMap(key);
        }
    }

    @Override
    public boolean has(String key) {
        return values.containsKey(key);
    }

    @Override
    public String getString(String key, String otherwise) {
        return read(key, otherwise, String::valueOf, "a text");
    }

    @Override
    public int getInt(String key, int otherwise) {
        return read(key, otherwise, value -> Integer.valueOf(text(value)), "a whole number");
    }

    @Override
    public boolean getBoolean(String key, boolean otherwise) {
        return read(
                key,
                otherwise,
                value -> switch (text(value)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException();
                },
                "true or false");
    }

    @Override
    public Duration getDuration(String key, Duration otherwise) {
        return read(key, otherwise, value -> duration(text(value)), "a time such as 500ms, 30s or 10m");
    }

    private static Duration duration(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException();
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    @Override
    public List<String> getList(String key) {
        return read(
                key,
                List.of(),
                value -> value instanceof List<?> list
                        ? list.stream().map(ModuleSettings::text).toList()
                        : List.of(text(value)),
                "a list");
    }

    @Override
    public Map<String, String> getMap(String key) {
        return read(
                key,
                Map.of(),
                value -> {
                    if (!(value instanceof Map<?, ?> map)) {
                        throw new IllegalArgumentException();
                    }
                    Map<String, String> texts = new LinkedHashMap<>();
                    map.forEach((name, each) -> texts.put(String.valueOf(name), text(each)));
                    return Collections.unmodifiableMap(texts);
                },
                "names with a text each");
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value).strip();
    }

    private <T> T read(String key, T otherwise, Function<Object, T> reading, String expected) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "modules." + module + "." + key + ": " + value + " is not " + expected, wrong);
        }
    }
}
