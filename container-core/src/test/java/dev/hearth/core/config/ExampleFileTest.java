package dev.hearth.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code hearth.yaml.example} and the records agree: every key is there, with its default and a comment. */
class ExampleFileTest {

    private static final Path EXAMPLE = Path.of("..", "hearth.yaml.example");
    private static final Pattern KEY = Pattern.compile("( *)([a-z-]+):(.*)");

    @Test
    void exampleSaysTheDefaults() throws Exception {
        HearthConfig example = new ConfigLoader(Path.of(""), Map.of()).load(Optional.of(EXAMPLE), List.of());

        assertThat(example).isEqualTo(HearthConfig.defaults());
    }

    @Test
    void exampleHasEveryKeyWithACommentAbove() throws Exception {
        Map<String, String> above = new TreeMap<>();
        String section = "";
        String before = "";
        for (String line : Files.readAllLines(EXAMPLE)) {
            var matcher = KEY.matcher(line);
            if (matcher.matches()) {
                boolean top = matcher.group(1).isEmpty();
                String key = top ? matcher.group(2) : section + "." + matcher.group(2);
                if (top) {
                    section = key;
                }
                above.put(key, before.strip());
            }
            before = line;
        }
        ConfigSchema schema = new ConfigSchema();
        above.keySet().removeIf(schema::section);

        assertThat(above.keySet())
                .isEqualTo(new TreeSet<>(
                        schema.settings().stream().map(Setting::key).toList()));
        assertThat(above).allSatisfy((key, comment) -> assertThat(comment).startsWith("#"));
    }
}
