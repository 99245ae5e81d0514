package dev.hearth.core.server;

import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.PerCall;
import dev.hearth.api.hook.Setting;
import dev.hearth.core.config.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one module, as they stand in the configuration. Immutable; equal where the same is said.
 *
 * @param place what messages about a setting begin with
 * @param values what is said for the module as a whole
 * @param sections those that say something for the module, the most general first
 */
record ModuleSettings(String module, String place, Map<String, Object> values, List<SectionMatch> sections)
        implements ModuleConfig {

    private static final Pattern TIME = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

    /** @param all the sections of the whole configuration */
    static ModuleSettings of(String module, Map<String, Object> values, List<SectionMatch> all) {
        List<SectionMatch> own =
                all.stream().filter(each -> each.of(module) != null).toList();
        return new ModuleSettings(module, "modules." + module, Map.copyOf(values), own);
    }

    ModuleSettings with(Map<String, Object> merged, String where) {
        return new ModuleSettings(module, where, merged, List.of());
    }

    /** Whether the same is said in both, for all calls. */
    boolean saysTheSame(ModuleSettings other) {
        return values.equals(other.values) && said(sections).equals(said(other.sections));
    }

    private List<List<Object>> said(List<SectionMatch> matches) {
        return matches.stream().map(each -> each.saying(module)).toList();
    }

    /**
     * Compares what is said with what the module declares.
     *
     * @throws IllegalArgumentException with all that is not declared, does not fit, or can't stand in a section
     */
    void check(List<Setting> declared) {
        List<String> problems = problems(declared);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** What is wrong, a line each. */
    List<String> problems(List<Setting> declared) {
        List<String> problems = new ArrayList<>();
        if (declared.isEmpty()) {
            return problems;
        }
        values.keySet().forEach(key -> addProblem(problems, key, declared));
        for (SectionMatch section : sections) {
            Map<String, Object> said = section.section().modules().getOrDefault(module, Map.of());
            ModuleSettings inSection = with(said, "sections (" + section.number() + ")." + module);
            said.keySet().forEach(key -> {
                inSection.addProblem(problems, key, declared);
                if (declared.stream().anyMatch(each -> each.name().equals(key) && !each.perSection())) {
                    problems.add(inSection.place + "." + key + " holds for all calls and can't stand in a section: say"
                            + " it under modules." + module);
                }
            });
        }
        return problems.stream().distinct().toList();
    }

    private void addProblem(List<String> problems, String key, List<Setting> declared) {
        try {
            declared.stream()
                    .filter(each -> each.name().equals(key))
                    .findFirst()
                    .ifPresentOrElse(this::read, () -> problems.add(unknown(key, declared)));
        } catch (IllegalArgumentException unfit) {
            problems.add(String.valueOf(unfit.getMessage()));
        }
    }

    private String unknown(String key, List<Setting> declared) {
        List<String> known = declared.stream().map(Setting::name).toList();
        return place + " has no setting '" + key + "'; the nearest is '"
                + Nearest.to(key, known).orElse("") + "'";
    }

    /** @throws IllegalArgumentException if what is said for it is no value of its kind */
    void read(Setting setting) {
        switch (setting.kind()) {
            case TEXT -> getString(setting.name(), "");
            case INTEGER -> getInt(setting.name(), 0);
            case BOOLEAN -> getBoolean(setting.name(), false);
            case DURATION -> getDuration(setting.name(), Duration.ZERO);
            case LIST -> getList(setting.name());
            case MAP -> getMap(setting.name());
        }
    }

    @Override
    public boolean has(String key) {
        return values.containsKey(key);
    }

    @Override
    public String getString(String key, String otherwise) {
        return read(key, otherwise, ModuleSettings::single, "a text");
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
                        ? list.stream().map(ModuleSettings::single).toList()
                        : List.of(single(value).strip()),
                "a list of texts");
    }

    @Override
    public Map<String, String> getMap(String key) {
        return read(key, Map.of(), ModuleSettings::texts, "names with a text each");
    }

    private static Map<String, String> texts(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((name, each) -> texts.put(String.valueOf(name), single(each)));
        return Collections.unmodifiableMap(texts);
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value).strip();
    }

    private static String single(@Nullable Object value) {
        if (value instanceof List || value instanceof Map) {
            throw new IllegalArgumentException();
        }
        return String.valueOf(value);
    }

    private <T> T read(String key, T otherwise, Function<Object, T> reading, String expected) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new IllegalArgumentException(place + "." + key + ": " + value + " is not " + expected, wrong);
        }
    }

    @Override
    public <T> PerCall<T> perCall(Function<ModuleConfig, T> reading) {
        return new SectionedSettings<>(this, sections, reading);
    }
}
