package dev.hearth.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say about the code is there. */
class DocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w*)`");
    private static final Pattern CODE = Pattern.compile("HEARTH-[A-Z]+");

    @Test
    void classesThatTheArchitectureNamesExist() throws IOException {
        Set<String> named = found(CLASS, Files.readString(ROOT.resolve("docs/ARCHITECTURE.md")), 1);

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(classes()).containsAll(named);
    }

    @Test
    void theListOfCodesIsThatOfTheCode() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path source : sources()) {
            used.addAll(found(CODE, Files.readString(source), 0));
        }

        assertThat(found(Pattern.compile("(?m)^\\| `(HEARTH-[A-Z]+)`"), Files.readString(errors()), 1))
                .isEqualTo(used);
    }

    @Test
    void testsThatHooksAreComparedByExist() throws IOException {
        Pattern test = Pattern.compile("`([A-Z]\\w+(?:Test|IT))\\.(\\w+)`");
        List<MatchResult> named = test.matcher(Files.readString(ROOT.resolve("docs/HOOKS.md")))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(20);
        for (MatchResult each : named) {
            assertThat(testSource(each.group(1))).as(each.group()).containsPattern("void " + each.group(2) + "\\(");
        }
    }

    /** The table of what commits together names a test for each case. */
    @Test
    void testsThatTheDocumentsNameExist() throws IOException {
        Pattern test = Pattern.compile("`([A-Z]\\w+(?:Test|IT))\\.(\\w+)`");
        List<MatchResult> named = test.matcher(Files.readString(ROOT.resolve("docs/DURABILITY.md")))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(25);
        for (MatchResult each : named) {
            assertThat(testSource(each.group(1))).as(each.group()).containsPattern("void " + each.group(2) + "\\(");
        }
    }

    private static String testSource(String name) throws IOException {
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            Path source = tests.filter(file -> file.endsWith(name + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no test " + name));
            return Files.readString(source);
        }
    }

    private static Path errors() {
        return ROOT.resolve("docs/ERRORS.md");
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(group))
                .forEach(found::add);
        return found;
    }

    private static Set<String> classes() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path source : sources()) {
            names.add(source.getFileName().toString().replace(".java", ""));
        }
        return names;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> core = Files.walk(Path.of("src/main/java"));
                Stream<Path> api = Files.walk(ROOT.resolve("container-api/src/main/java"))) {
            return Stream.concat(core, api)
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }
}
