package dev.hearth.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pieces of Java in the documents compile, with what their readers have: the JDK, the API, and an account of their own. */
class SnippetsTest {

    private static final Path DOCS = Path.of("../docs");

    /** They have whole classes, which tests of their own compile and run. */
    private static final Set<String> TESTED_ELSEWHERE = Set.of("HOOKS.md", "MIGRATING.md", "TESTING.md");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    private static final String IMPORTS = """
            import dev.hearth.api.*;
            import java.rmi.*;
            import java.rmi.registry.*;
            import java.util.*;
            import javax.rmi.ssl.*;

            """;

    private static final String ACCOUNT = """
            public interface Account extends java.rmi.Remote {
                long balance() throws java.rmi.RemoteException;
                long deposit(long amount) throws java.rmi.RemoteException;
            }
            """;

    @TempDir
    Path folder;

    private record Snippet(String where, String text) {
        @Override
        public String toString() {
            return where;
        }

        /** Statements go into a method, with what stands around them; a class is one. */
        private String source() {
            if (!text.startsWith("@HostedObject")) {
                return IMPORTS
                        + "public final class Snippet { static void run(String host, char[] password) throws Exception {\n"
                        + text + "} }";
            }
            return IMPORTS + (text.contains(" class ") ? text : text + "public final class Snippet {}\n");
        }

        private String className() {
            return text.contains(" class ") ? text.replaceAll("(?s).* class (\\w+).*", "$1") : "Snippet";
        }
    }

    static List<Snippet> snippets() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        try (Stream<Path> files = Files.walk(DOCS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                if (!TESTED_ELSEWHERE.contains(name)) {
                    BLOCK.matcher(Files.readString(file))
                            .results()
                            .forEach(block -> snippets.add(new Snippet(name + " " + snippets.size(), block.group(1))));
                }
            }
        }
        return snippets;
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(snippets()).extracting(Snippet::where).anyMatch(where -> where.startsWith("login.md"));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void itCompiles(Snippet snippet) {
        Path jar = JarMaker.jar(folder.resolve("snippet.jar"))
                .source("reader.Account", ACCOUNT)
                .source("reader." + snippet.className(), snippet.source())
                .make();

        assertThat(jar).exists();
    }
}
