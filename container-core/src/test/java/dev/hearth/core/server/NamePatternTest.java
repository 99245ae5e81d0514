package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "accounts, accounts, true",
        "accounts, accounts/alice, false",
        "accounts/*, accounts/alice, true",
        "accounts/*, accounts/alice/savings, false",
        "accounts/*, accounts, false",
        "accounts/**, accounts, true",
        "accounts/**, accounts/alice/savings, true",
        "accounts/**, accountsmore, false",
        "**, anything/at/all, true",
        "**/savings, savings, true",
        "**/savings, accounts/alice/savings, true",
        "a/**/z, a/z, true",
        "a/**/z, a/b/c/z, true",
        "a/**/z, a/b/c, false",
        "acc*/a*e, accounts/alice, true",
        "acc*/a*e, accounts/alic, false",
        "*, accounts, true",
        "*, accounts/alice, false"
    })
    void aPatternIsForTheseNames(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "accounts/* ", "/accounts", "accounts/", "accounts//*", "accounts**", "**s/a", "a/***"})
    void whatCanMeanNothingIsNoPattern(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NamePattern(text))
                .withMessageContaining("the pattern '" + text + "'");
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Compared with what a regular expression says, on patterns and names of few letters. */
    @ParameterizedTest
    @MethodSource("seeds")
    void anyPatternMeansWhatItsExpressionMeans(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            String pattern = parts(random, new String[] {"a", "b", "*", "**", "a*", "*b", "a*b"});
            String name = parts(random, new String[] {"a", "b", "ab", "aab"});
            assertThat(new NamePattern(pattern).matches(name))
                    .as(pattern + " of " + name)
                    .isEqualTo(expression(pattern).matcher("/" + name).matches());
        }
    }

    private static String parts(Random random, String[] of) {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : "/").append(of[random.nextInt(of.length)]);
        }
        return text.toString();
    }

    private static Pattern expression(String pattern) {
        StringBuilder text = new StringBuilder();
        for (String part : pattern.split("/")) {
            text.append(part.equals("**") ? "(/[^/]+)*" : "/" + part.replace("*", "[^/]*"));
        }
        return Pattern.compile(text.toString());
    }
}
