package dev.hearth.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example in {@code docs/TESTING.md} is a test that runs. */
class TestingPageTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExampleIsATestOfTheSamples() throws IOException {
        MatchResult example = EXAMPLE.matcher(Files.readString(Path.of("../docs/TESTING.md")))
                .results()
                .findFirst()
                .orElseThrow();

        assertThat(example.group(2))
                .isEqualTo(Files.readString(
                        Path.of("src/test/java/dev/hearth/samples/accounts/" + example.group(1) + ".java")));
    }
}
