package dev.hearth.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples in {@code docs/HOOKS.md} are modules and a test that run. */
class HooksPageTest {

    private static final Path SOURCES = Path.of("src/test/java/dev/hearth/samples/tour");
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVA = Pattern.compile("(?m)^```java$");

    @Test
    void eachExampleIsAFileOfTheTour() throws IOException {
        String page = Files.readString(Path.of("../docs/HOOKS.md"));
        List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();

        assertThat(examples).hasSize((int) JAVA.matcher(page).results().count()).hasSizeGreaterThan(4);
        for (MatchResult example : examples) {
            assertThat(example.group(2)).isEqualTo(Files.readString(SOURCES.resolve(example.group(1) + ".java")));
        }
    }
}
