package dev.hearth.core.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the environment says. */
final class Variables {

    /** Read by the launcher script, or by the loader itself. */
    private static final Set<String> OF_THE_LAUNCHER =
            Set.of(ConfigLoader.FILE_VARIABLE, "HEARTH_JAVA_OPTS", "HEARTH_CDS");

    /** What Kubernetes sets in every container beside a service that is called hearth. */
    private static final Pattern SERVICE_LINK = Pattern.compile("HEARTH_SERVICE_.*|HEARTH_PORT_\\d+_.*");

    private static final Pattern FREE = Pattern.compile("([A-Z0-9]+)_([A-Z0-9_]+?)__([A-Z0-9_]+)");

    private Variables() {}

    static void read(Map<String, String> environment, ConfigSchema schema, Merge merge) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(ConfigSchema.VARIABLES)
                    && !OF_THE_LAUNCHER.contains(name)
                    && !serviceLink(name, value)) {
                keyOf(name, schema)
                        .ifPresentOrElse(
                                key -> merge.add(new Said(key, value, name)),
                                () -> merge.problem(unknown(name, schema)));
            }
        });
    }

    private static boolean serviceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches() || (name.equals("HEARTH_PORT") && value.startsWith("tcp://"));
    }

    private static Optional<String> keyOf(String name, ConfigSchema schema) {
        var free = FREE.matcher(name.substring(ConfigSchema.VARIABLES.length()));
        if (free.matches()
                && schema.find(dashed(free.group(1))).filter(Setting::free).isPresent()) {
            return Optional.of(dashed(free.group(1)) + "." + dashed(free.group(2)) + "." + dashed(free.group(3)));
        }
        return schema.settings().stream()
                .filter(setting -> !setting.free() && setting.variable().equals(name))
                .map(Setting::key)
                .findFirst();
    }

    private static String dashed(String words) {
        return words.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String unknown(String name, ConfigSchema schema) {
        List<String> known = schema.settings().stream().map(Setting::variable).toList();
        return name + ": there is no such variable; the nearest is '"
                + Nearest.to(name, known).orElse("HEARTH_PORT") + "'";
    }
}
