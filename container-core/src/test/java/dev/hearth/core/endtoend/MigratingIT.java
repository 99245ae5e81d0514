package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.cli.child.Ports;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The steps of docs/MIGRATING.md, each taken with the sources that stand there. */
@Timeout(300)
class MigratingIT {

    private static final Path TEXT = Path.of("../docs/MIGRATING.md");
    private static final Pattern SOURCE = Pattern.compile("(?ms)^```java\\n// (\\w+/\\w+)\\.java\\n(.*?)^```$");
    private static final Pattern DESCRIPTOR = Pattern.compile("(?ms)^```yaml\\n# META-INF/hearth.yaml\\n(.*?)^```$");
    private static final Pattern SEEN = Pattern.compile("(?ms)^```text\\n(.*?)^```$");

    @TempDir
    Path folder;

    private static String text;

    /** Somebody else may have the usual port. */
    private static int registry;

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(TEXT);
        registry = Ports.free();
    }

    private static Map<String, String> sources(String thePackage) {
        Map<String, String> sources = new TreeMap<>();
        SOURCE.matcher(text.replace("createRegistry(1099)", "createRegistry(" + registry + ")"))
                .results()
                .filter(source -> source.group(1).startsWith(thePackage + "/"))
                .forEach(source -> sources.put(
                        source.group(1).replace('/', '.'),
                        source.group(2).substring(source.group(2).indexOf(';') + 1)));
        return sources;
    }

    private static String section(String title) {
        int from = text.indexOf("\n## " + title + "\n");
        assertThat(from).as(title).isPositive();
        int to = text.indexOf("\n## ", from + 1);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private static List<String> blocks(Pattern kind, String title) {
        return kind.matcher(section(title))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private Path jar(Path jar, String thePackage, String descriptor, String... without) {
        Map<String, String> sources = sources(thePackage);
        assertThat(sources).hasSizeGreaterThan(2);
        JarMaker maker = JarMaker.jar(jar);
        sources.forEach(maker::source);
        List.of(without).forEach(maker::without);
        return (descriptor.isEmpty() ? maker : maker.resource("META-INF/hearth.yaml", descriptor)).make();
    }

    private String client(String thePackage, int port) throws IOException {
        Path jar = folder.resolve("client.jar");
        if (!Files.exists(jar)) {
            jar(jar, thePackage, "");
        }
        return PlainJvm.client(Jdks.own(), jar, thePackage + ".Client", List.of(Integer.toString(port)));
    }

    @Test
    void serverRunsAsItIs() throws IOException {
        String title = "An RMI server";
        jar(folder.resolve("deploy/till.jar"), "till", blocks(DESCRIPTOR, title).get(0), "till.TillObject");

        try (Server server = Server.start(Jdks.own(), folder)) {
            await("the program has bound its object")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.hearth("call", "registry", "list").out().contains("till"));
            assertThat(client("till", server.port()))
                    .isEqualTo(blocks(SEEN, title).get(0));
        }
    }

    @Test
    void itsObjectIsHostedWithoutItsMain() throws IOException {
        String title = "An RMI server";
        jar(folder.resolve("deploy/till.jar"), "till", blocks(DESCRIPTOR, title).get(1), "till.TillObject");

        try (Server server = Server.start(Jdks.own(), folder)) {
            assertThat(server.hearth("types").out()).containsPattern("(?m)^till .* single ");
            assertThat(client("till", server.port()))
                    .isEqualTo(blocks(SEEN, title).get(1));
        }
    }

    @Test
    void durableObjectGoesOnAfterACrash() throws IOException {
        jar(folder.resolve("deploy/till.jar"), "till", "", "till.TillServer");

        try (Server server = Server.start(Jdks.own(), folder)) {
            String first = client("till", server.port());
            server.kill().again();
            String second = client("till", server.port());

            assertThat(first + second).isEqualTo(blocks(SEEN, "An RMI server").get(2));
        }
    }

    @Test
    void exportedServiceIsCalledByItsRemoteInterface() throws IOException {
        assertSeen("prices", "Spring's RMI exporter");
    }

    @Test
    void activatableObjectIsPersistent() throws IOException {
        assertSeen("meter", "rmid's activation");
    }

    @Test
    void sessionBeanIsPersistentAndItsCallsAreTransactions() throws IOException {
        assertSeen("cart", "A stateful session bean");
    }

    private void assertSeen(String thePackage, String title) throws IOException {
        List<String> descriptors = blocks(DESCRIPTOR, title);
        jar(
                folder.resolve("deploy").resolve(thePackage + ".jar"),
                thePackage,
                descriptors.isEmpty() ? "" : descriptors.get(0));

        try (Server server = Server.start(Jdks.own(), folder)) {
            assertThat(client(thePackage, server.port()))
                    .isEqualTo(blocks(SEEN, title).get(0));
        }
    }

    /** Nothing that stands there is left out, because a title was misspelled. */
    @Test
    void everySourceIsTaken() {
        Matcher blocks = Pattern.compile("(?m)^```java\\n// (?!before: )").matcher(text);
        int taken = List.of("till", "prices", "meter", "cart").stream()
                .mapToInt(each -> sources(each).size())
                .sum();

        assertThat(taken).isEqualTo((int) blocks.results().count()).isGreaterThan(12);
    }
}
