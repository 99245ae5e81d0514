package dev.hearth.core.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code META-INF/hearth.yaml} of a JAR.
 *
 * <p>What it finds wrong goes to the {@link Problems}; the rest is read as if that were not there. Used by one thread.
 */
final class DescriptorReader {

    private static final List<String> KEYS = List.of("objects", "main", "args", "settings", "threading");
    private static final List<String> ENTRY_KEYS =
            List.of("name", "class", "args", "lifecycle", "threading", "preload");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String jar;
    private final Problems problems;

    /** @param jar the JAR's label, which the problems begin with */
    DescriptorReader(String jar, Problems problems) {
        this.jar = jar;
        this.problems = problems;
    }

    Descriptor read(byte[] yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (IOException malformed) {
            problem("is not valid YAML: " + reason(malformed));
            return Descriptor.NONE;
        }
        if (root.isMissingNode() || root.isNull()) {
            return Descriptor.NONE;
        }
        if (!root.isObject()) {
            problem("holds no keys: write, for example, 'objects: [{name: accounts, class: bank.AccountObject}]'");
            return Descriptor.NONE;
        }
        return descriptor(root);
    }

    private Descriptor descriptor(JsonNode root) {
        checkKeys(root, "", KEYS);
        Threading threading = constant(root, "", "threading", Threading.class);
        String main = text(root, "", "main");
        if (main == null && !absent(root.path("args"))) {
            problem(
                    "has 'args' and no 'main' that would get them: write 'main: ' and the class, or put the args below an"
                            + " entry of 'objects'");
        }
        return new Descriptor(
                threading == null ? Threading.INHERIT : threading,
                settings(root),
                objects(root),
                main,
                arguments(root, "").stream().map(JsonNode::asText).toList());
    }

    private Map<String, String> settings(JsonNode root) {
        Map<String, String> settings = new LinkedHashMap<>();
        JsonNode given = root.path("settings");
        if (!absent(given) && !given.isObject()) {
            problem("settings: write them as 'name: value', one in a line");
        }
        for (Map.Entry<String, JsonNode> setting : given.properties()) {
            if (setting.getValue().isValueNode()) {
                settings.put(setting.getKey(), setting.getValue().asText());
            } else {
                problem("settings: the value of '" + setting.getKey() + "' is not a single text or number");
            }
        }
        return settings;
    }

    private List<Descriptor.Entry> objects(JsonNode root) {
        List<Descriptor.Entry> entries = new ArrayList<>();
        JsonNode given = root.path("objects");
        if (!absent(given) && !given.isArray()) {
            problem("objects: is not a list: begin each object with '- name: …'");
            return entries;
        }
        for (JsonNode object : given) {
            entry(object, "objects[" + entries.size() + "]").ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<Descriptor.Entry> entry(JsonNode object, String where) {
        if (!object.isObject()) {
            problem(where + ": is no object: write '- name: accounts' and below it 'class: bank.AccountObject'");
            return Optional.empty();
        }
        checkKeys(object, where + ".", ENTRY_KEYS);
        String className = text(object, where + ".", "class");
        if (className == null) {
            problem(where + ": has no class: write 'class: ' and the full name, such as bank.AccountObject");
            return Optional.empty();
        }
        return Optional.of(new Descriptor.Entry(
                jar,
                JarScan.DESCRIPTOR + ": " + where,
                text(object, where + ".", "name"),
                className,
                arguments(object, where + "."),
                constant(object, where + ".", "lifecycle", Lifecycle.class),
                constant(object, where + ".", "threading", Threading.class),
                flag(object, where)));
    }

    private List<JsonNode> arguments(JsonNode object, String where) {
        List<JsonNode> arguments = new ArrayList<>();
        JsonNode given = object.path("args");
        if (!absent(given) && !given.isArray()) {
            problem(where + "args: is not a list: write 'args: [" + given.asText("…") + "]'");
        }
        for (JsonNode argument : given) {
            if (argument.isValueNode()) {
                arguments.add(argument);
            } else {
                problem(where + "args[" + arguments.size() + "]: is not a single text, number or truth value");
            }
        }
        return arguments;
    }

    private @Nullable Boolean flag(JsonNode object, String where) {
        JsonNode given = object.path("preload");
        if (absent(given)) {
            return null;
        }
        if (!given.isBoolean()) {
            problem(where + ".preload: '" + given.asText() + "' is neither true nor false");
        }
        return given.booleanValue();
    }

    private @Nullable String text(JsonNode object, String where, String key) {
        JsonNode given = object.path(key);
        if (absent(given)) {
            return null;
        }
        if (!given.isValueNode()) {
            problem(where + key + ": is not a single text");
            return null;
        }
        return given.asText();
    }

    private <E extends Enum<E>> @Nullable E constant(JsonNode object, String where, String key, Class<E> type) {
        String given = text(object, where, key);
        if (given == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(given.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return constant;
            }
        }
        List<String> known = Stream.of(type.getEnumConstants())
                .map(DescriptorReader::spelled)
                .toList();
        problem(where + key + ": there is no '" + given + "'" + Nearest.hint(given, known) + " (known: "
                + String.join(", ", known) + ")");
        return null;
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void checkKeys(JsonNode object, String where, List<String> known) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String key = property.getKey();
            if (!known.contains(key)) {
                problem("unknown key '" + where + key + "'" + Nearest.hint(key, known) + " (known: "
                        + String.join(", ", known) + ")");
            }
        }
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String reason(IOException malformed) {
        if (malformed instanceof JsonProcessingException problem && problem.getLocation() != null) {
            return "line " + problem.getLocation().getLineNr() + ": "
                    + problem.getOriginalMessage().lines().findFirst().orElse("unreadable");
        }
        return malformed.toString();
    }

    private void problem(String text) {
        problems.addOf(jar, JarScan.DESCRIPTOR + ": " + text);
    }
}
