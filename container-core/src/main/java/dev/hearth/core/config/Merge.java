package dev.hearth.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes what the sources say, the weakest first, and collects what is wrong with it. */
final class Merge {

    private final ConfigSchema schema;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Map<String, Map<String, Object>>> free = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    Merge(ConfigSchema schema) {
        this.schema = schema;
    }

    void addAll(List<Said> said) {
        said.forEach(this::add);
    }

    void add(Said said) {
        Optional<Setting> setting = schema.find(said.key());
        Optional<Setting> above = schema.freeAbove(said.key());
        if (above.isPresent()) {
            addFree(above.get(), said.key().substring(above.get().key().length() + 1), said);
        } else if (setting.isEmpty()) {
            unknown(said);
        } else if (setting.get().free()) {
            addFreeSection(setting.get(), said);
        } else {
            addValue(setting.get(), said);
        }
    }

    void problem(String problem) {
        problems.add(problem);
    }

    private void addValue(Setting setting, Said said) {
        try {
            values.put(setting.key(), Values.read(setting, said.value()));
        } catch (Values.UnfitException unfit) {
            String told = SectionReader.holds(setting.component())
                    ? String.valueOf(unfit.getMessage())
                    : "'" + said.value() + "' is not " + unfit.getMessage();
            problems.add(said.problem(setting.key() + ": " + told));
        }
    }

    private void addFreeSection(Setting setting, Said said) {
        if (!(said.value() instanceof Map<?, ?> named)) {
            problems.add(said.problem(setting.key() + ": names with settings below them are expected"));
            return;
        }
        named.forEach((name, value) ->
                addFree(setting, name.toString(), new Said(setting.key() + "." + name, value, said.place())));
    }

    /** @param path a name with a map as its value, or {@code name.key} with a single setting */
    private void addFree(Setting setting, String path, Said said) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Map<String, Object> target = free.computeIfAbsent(setting.key(), key -> new LinkedHashMap<>())
                .computeIfAbsent(name, key -> new LinkedHashMap<>());
        if (dot >= 0) {
            target.put(path.substring(dot + 1), said.value());
        } else if (said.value() instanceof Map<?, ?> settings) {
            settings.forEach((key, value) -> target.put(key.toString(), value));
        } else {
            problems.add(
                    said.problem(said.key() + ": settings below it are expected, such as '" + said.key() + ".level'"));
        }
    }

    private void unknown(Said said) {
        if (schema.section(said.key())) {
            problems.add(said.problem(
                    said.key() + ": keys below it are expected, such as '" + firstBelow(said.key()) + "'"));
            return;
        }
        problems.add(
                said.problem("there is no key '" + said.key() + "'; the nearest is '" + nearest(said.key()) + "'"));
    }

    private String firstBelow(String section) {
        return schema.settings().stream()
                .map(Setting::key)
                .filter(key -> key.startsWith(section + "."))
                .findFirst()
                .orElse(section);
    }

    private String nearest(String key) {
        return Nearest.to(key, schema.settings().stream().map(Setting::key).toList())
                .orElse("port");
    }

    /** The records. */
    HearthConfig result() throws ConfigException {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        free.forEach((key, byName) -> {
            byName.replaceAll((name, settings) -> Collections.unmodifiableMap(settings));
            values.put(key, Collections.unmodifiableMap(byName));
        });
        return schema.bind(values);
    }
}
