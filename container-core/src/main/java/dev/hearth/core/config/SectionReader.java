package dev.hearth.core.config;

import dev.hearth.core.config.HearthConfig.Section;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code sections}: what the keys of a section mean, and that all others are modules. */
final class SectionReader {

    private static final List<String> SELECTORS = List.of("objects", "methods", "peers", "principals");

    private SectionReader() {}

    /** Whether a component is a list of sections, and not of texts. */
    static boolean holds(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] == Section.class;
    }

    static List<Section> list(Object value) throws Values.UnfitException {
        if (!(value instanceof List<?> written)) {
            throw new Values.UnfitException(
                    "a list of sections is expected, which the configuration file alone can say");
        }
        List<Section> sections = new ArrayList<>();
        for (Object each : written) {
            sections.add(section(each, sections.size() + 1));
        }
        return List.copyOf(sections);
    }

    private static Section section(Object value, int number) throws Values.UnfitException {
        if (!(value instanceof Map<?, ?> written)) {
            throw new Values.UnfitException("section " + number + " is no map of selectors and modules");
        }
        Map<String, List<String>> selectors = new LinkedHashMap<>();
        Map<String, Map<String, Object>> modules = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : written.entrySet()) {
            String key = entry.getKey().toString();
            if (SELECTORS.contains(key)) {
                selectors.put(key, selector(entry.getValue(), number, key));
            } else if (entry.getValue() instanceof Map<?, ?> settings) {
                modules.put(key, named(settings));
            } else {
                throw new Values.UnfitException("'" + key + "' in section " + number
                        + " is no selector (the nearest is '"
                        + Nearest.to(key, SELECTORS).orElse("") + "'), and no module with settings below it");
            }
        }
        if (modules.isEmpty()) {
            throw new Values.UnfitException("section " + number + " says nothing for a module: add one with its"
                    + " settings below it, or take the section away");
        }
        return new Section(
                selectors.getOrDefault("objects", List.of()),
                selectors.getOrDefault("methods", List.of()),
                selectors.getOrDefault("peers", List.of()),
                selectors.getOrDefault("principals", List.of()),
                Map.copyOf(modules));
    }

    /** A selector that names nothing would choose all calls, which nobody can have meant. */
    private static List<String> selector(Object value, int number, String key) throws Values.UnfitException {
        try {
            boolean several = value instanceof List || value instanceof Map;
            List<String> texts = Values.list(several ? value : String.valueOf(value));
            if (!texts.isEmpty()) {
                return texts;
            }
        } catch (Values.UnfitException notTexts) {
            throw new Values.UnfitException("'" + key + "' in section " + number + " is not " + notTexts.getMessage());
        }
        throw new Values.UnfitException("'" + key + "' in section " + number + " is empty: leave it out for all calls");
    }

    private static Map<String, Object> named(Map<?, ?> settings) {
        Map<String, Object> named = new LinkedHashMap<>();
        settings.forEach((key, value) -> named.put(key.toString(), value));
        return Map.copyOf(named);
    }
}
