package dev.hearth.core.config;

import dev.hearth.core.config.HearthConfig.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which sections of a configuration differ from another one's, briefly. */
final class SectionChanges {

    private static final String KEY = "sections";
    private static final int MOST_LETTERS = 120;

    private SectionChanges() {}

    /**
     * A change for each choice of calls for which another thing is said, with what is said as one would write it; where only
     * the order differs, one.
     */
    static List<ConfigChange> between(List<Section> before, List<Section> after) {
        Set<String> choices = new LinkedHashSet<>();
        before.forEach(section -> choices.add(chosen(section)));
        after.forEach(section -> choices.add(chosen(section)));
        List<ConfigChange> changes = new ArrayList<>();
        for (String choice : choices) {
            String former = said(before, choice);
            String now = said(after, choice);
            if (!former.equals(now)) {
                changes.add(new ConfigChange(KEY + " (" + brief(choice) + ")", brief(former), brief(now)));
            }
        }
        if (changes.isEmpty() && !before.equals(after)) {
            changes.add(new ConfigChange(KEY, "", "in another order"));
        }
        return changes;
    }

    private static String chosen(Section section) {
        StringBuilder text =
                new StringBuilder(section.objects().isEmpty() ? "all objects" : String.join(", ", section.objects()));
        add(text, "methods", section.methods());
        add(text, "peers", section.peers());
        add(text, "principals", section.principals());
        return text.toString();
    }

    private static void add(StringBuilder text, String selector, List<String> chosen) {
        if (!chosen.isEmpty()) {
            text.append("; ").append(selector).append(": ").append(String.join(", ", chosen));
        }
    }

    private static String said(List<Section> sections, String choice) {
        return sections.stream()
                .filter(section -> chosen(section).equals(choice))
                .map(section -> section.modules().isEmpty() ? "nothing" : pairs(section.modules()))
                .collect(Collectors.joining(" | "));
    }

    private static String pairs(Map<?, ?> settings) {
        Map<String, String> sorted = new TreeMap<>();
        settings.forEach((key, value) -> sorted.put(key.toString(), value(key.toString(), value)));
        return sorted.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String value(String key, Object value) {
        if (value instanceof Map<?, ?> below) {
            return "{" + pairs(below) + "}";
        }
        return ConfigChange.shown(key, value);
    }

    private static String brief(String text) {
        return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
    }
}
