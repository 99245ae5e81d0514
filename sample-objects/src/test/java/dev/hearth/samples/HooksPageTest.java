package dev.hearth.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.hook.Setting;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples in {@code docs/HOOKS.md} are modules and a test that run. */
class HooksPageTest {

    private static final Path SOURCES = Path.of("src/test/java/dev/hearth/samples/tour");
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVA = Pattern.compile("(?m)^```java$");

    private static final Path API = Path.of("../container-api/src/main/java/dev/hearth/api/hook");

    @Test
    void theListOfTheApiNamesEachTypeAndMethod() throws Exception {
        String page = Files.readString(Path.of("../docs/HOOKS.md"));
        String listed = page.substring(page.indexOf("\n## The API\n"), page.indexOf("\n## The phases\n"));

        try (Stream<Path> files = Files.list(API)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (!name.equals("package-info")) {
                    Class<?> type = Class.forName("dev.hearth.api.hook." + name);
                    assertThat(listed).contains("`" + name);
                    assertThat(methods(type))
                            .allSatisfy(method -> assertThat(listed)
                                    .as("%s.%s", name, method)
                                    .containsPattern("\\b" + method + "(\\(|`)"));
                }
            }
        }
    }

    /** Those of its own that callers see, but for what every enum and record has. */
    private static Set<String> methods(Class<?> type) {
        Set<String> common = Set.of("toString", "equals", "hashCode", "values", "valueOf");
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .filter(method -> type != Setting.class || !isComponent(type, method))
                .filter(method -> !common.contains(method))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a module says of a setting, it does not ask again. */
    private static boolean isComponent(Class<?> type, String method) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getName().equals(method));
    }

    @Test
    void thePomNamesTheVersionsThatHearthIsBuiltWith() throws IOException {
        String page = Files.readString(Path.of("../docs/HOOKS.md"));
        String ours = Files.readString(Path.of("../pom.xml"));

        for (String version : List.of("junit", "assertj")) {
            String property = "<" + version + ".version>[^<]+</" + version + ".version>";
            assertThat(page).contains(found(ours, property));
        }
        for (String plugin : List.of("resources", "compiler", "surefire", "jar")) {
            String pinned = "<artifactId>maven-" + plugin + "-plugin</artifactId>\\s+<version>[^<]+</version>";
            assertThat(found(page, pinned).replaceAll("\\s+", ""))
                    .isEqualTo(found(ours, pinned).replaceAll("\\s+", ""));
        }
        assertThat(page).contains("<hearth.version>" + found(ours, "(?<=<version>)[^<]+") + "</hearth.version>");
    }

    private static String found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + pattern))
                .group();
    }

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
