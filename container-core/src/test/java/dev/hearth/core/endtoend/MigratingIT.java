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
import java.util.stream.Stream;
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

    /** A client that goes on while the server does not, and calls whatever it holds. */
    private static final String HOLDER = """
            import java.lang.reflect.*;
            import java.rmi.*;
            import java.util.*;

            public final class Holder {
                private static final Map<String, Remote> HELD = new HashMap<>();

                public static void hold(String name) throws Exception {
                    HELD.put(name, Naming.lookup("rmi://localhost:" + Integer.getInteger("port") + "/" + name));
                }
                public static String call(String name, String method) throws Exception {
                    return call(name, method, null);
                }
                public static String call(String name, String method, String argument) throws Exception {
                    Remote held = HELD.get(name);
                    for (Method each : held.getClass().getMethods()) {
                        if (each.getName().equals(method) && each.getParameterCount() == (argument == null ? 0 : 1)) {
                            return String.valueOf(invoke(held, each, argument));
                        }
                    }
                    throw new NoSuchMethodException(method);
                }
                private static Object invoke(Remote held, Method method, String argument) throws Exception {
                    try {
                        return argument == null ? method.invoke(held) : method.invoke(held, fit(method, argument));
                    } catch (InvocationTargetException thrown) {
                        return thrown.getCause().getMessage();
                    }
                }
                private static Object fit(Method method, String argument) {
                    Class<?> type = method.getParameterTypes()[0];
                    return type == int.class ? Integer.valueOf(argument) : type == long.class ? Long.valueOf(argument) : argument;
                }
            }
            """;

    private void deploy(String thePackage, String descriptor, String... without) {
        jar(folder.resolve("deploy").resolve(thePackage + ".jar"), thePackage, descriptor, without);
    }

    private String state(Server server, String name) throws IOException {
        return server.store("show", name, "--json").out();
    }

    @Test
    void stubsThatAClientHoldsAreGoodAfterACrashAndObjectsRestInBetween() throws IOException {
        deploy("till", "", "till.TillServer");
        deploy("prices", blocks(DESCRIPTOR, "Spring's RMI exporter").get(0));
        deploy("meter", blocks(DESCRIPTOR, "rmid's activation").get(0));
        deploy("cart", "");
        JarMaker made = JarMaker.jar(folder.resolve("holder.jar"))
                .source("holder.Holder", HOLDER)
                .source("check.Runner", Sources.text("check.Runner"));
        for (String thePackage : List.of("till", "prices", "meter", "cart")) {
            sources(thePackage).forEach((name, source) -> {
                if (name.matches("till.Till|prices.Prices|meter.Meter|cart.Cart")) {
                    made.source(name, source);
                }
            });
        }
        Path jar = made.make();
        try (Server server = Server.start(Jdks.own(), folder, "--objects.idle=1s");
                Client client = Client.start(Jdks.own(), jar, "holder.Holder", server.port())) {
            for (String name : List.of("till", "till/rome", "prices", "meters/cellar", "carts/ada")) {
                client.ask("hold", name);
            }
            assertThat(client.ask("call", "till/rome", "add", 1)).isEqualTo("101");
            assertThat(client.ask("call", "till", "add", 5))
                    .as("a till of its own")
                    .isEqualTo("105");
            assertThat(client.ask("call", "meters/cellar", "read", 3)).isEqualTo("cellar 3 kWh");
            client.ask("call", "carts/ada", "add", "tea");

            server.kill().again();

            assertThat(client.ask("call", "till", "add", 5)).isEqualTo("110");
            assertThat(client.ask("call", "till/rome", "add", 1)).isEqualTo("102");
            assertThat(client.ask("call", "prices", "price", "cup")).isEqualTo("3.60");
            assertThat(client.ask("call", "meters/cellar", "read", 4)).isEqualTo("cellar 7 kWh");
            await("the meter rests").until(() -> state(server, "meters/cellar").contains("\"active\":false"));
            assertThat(client.ask("call", "meters/cellar", "read", 1))
                    .as("awake again")
                    .isEqualTo("cellar 8 kWh");
            assertThat(client.ask("call", "carts/ada", "add", "tea")).contains("tea is sold out");
            assertThat(state(server, "stock")).as("undone in the stock").contains("\"tea\":0", "\"cup\":5");
            assertThat(client.ask("call", "carts/ada", "checkout")).isEqualTo("[tea]");

            assertThat(server.hearth("remove", "meters/cellar").code()).isZero();
            client.ask("hold", "meters/cellar");
            assertThat(client.ask("call", "meters/cellar", "read", 2)).isEqualTo("cellar 2 kWh");
        }
    }

    @Test
    void hearthAdoptSaysAndWritesWhatTheTextShows() throws IOException {
        Path old = jar(folder.resolve("program/till.jar"), "till", "", "till.TillObject");
        try (Server server = Server.start(Jdks.own(), folder)) {
            String told = adopt(old.toString()).out();
            List<String> descriptors = blocks(DESCRIPTOR, "An RMI server");
            assertThat(told).contains(descriptors.get(0).strip());
            assertThat(told.replaceAll("(?m)^# ?", ""))
                    .contains("- name: till", "class: till.TillServer", "args: [100]");

            Path adopted = folder.resolve("adopted/till.jar");
            succeeds(adopt(old.toString(), "--out", adopted.toString()));
            succeeds(check(adopted.toString()));
            succeeds(server.hearth("deploy", adopted.toString()));
            assertThat(client("till", server.port()))
                    .isEqualTo(blocks(SEEN, "An RMI server").get(0));
            succeeds(server.hearth("undeploy", "till"));

            Path several = folder.resolve("adopted/program");
            succeeds(adopt(old.getParent().toString(), "--out", several.toString()));
            succeeds(check(several.toString()));
            Files.move(several, server.deploy().resolve("program"));
            await("the folder's program")
                    .until(() -> Files.exists(server.deploy().resolve("program.deployed")));
            assertThat(client("till", server.port()))
                    .isEqualTo(blocks(SEEN, "An RMI server").get(0));
        }
    }

    private Server.Ran adopt(String... words) throws IOException {
        return offline("adopt", words);
    }

    private Server.Ran check(String jar) throws IOException {
        return offline("check", jar);
    }

    private Server.Ran offline(String command, String... words) throws IOException {
        return Server.hearth(
                Jdks.own(),
                folder,
                Stream.concat(Stream.of(command), Stream.of(words)).toList());
    }

    private static void succeeds(Server.Ran ran) {
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
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
