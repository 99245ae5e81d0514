package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.testing.JarMaker;
import dev.hearth.core.testing.Stress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions that leave behind whatever a deployment can, in a container that goes on: nothing of them is in its heap. */
@Timeout(1_800)
class LeftoversIT {

    private static final boolean LONG = Stress.FACTOR > 1;
    private static final int ROUNDS = LONG ? 1_000 : 6;

    /** After so many, all that stays for good is there. */
    private static final int FIRST = 10;

    /** The round of a folder of JARs: before one is taken, nothing may change in it for a second. */
    private static final int FOLDERS = 5;

    private static final String[] CLASSES = {
        "mess.Mess",
        "mess.MessObject",
        "mess.MessServer",
        "mess.Echo",
        "mess.Everything",
        "mess.OwnDriver",
        "mess.Version"
    };

    private static final String DESCRIPTOR = "META-INF/hearth.yaml";
    private static final String OBJECT = "objects: [{name: %s, class: mess.MessObject}]";
    private static final String SERVER = "main: mess.MessServer\nargs: [%s]";
    private static final String DRIVERS = "META-INF/services/java.sql.Driver";

    private static final String STUBBORN = """
            @dev.hearth.api.HostedObject(name = "stubborn")
            public final class Stubborn implements Mess {
                static void rest() {
                    try {
                        Thread.sleep(1_000_000);
                    } catch (InterruptedException ignored) {
                        rest();
                    }
                }
                @Override public String make() {
                    new Thread(Stubborn::rest, "mess-rests").start();
                    return "made";
                }
            }
            """;

    private static final String CALLER = """
            @dev.hearth.api.HostedObject(name = "caller", threading = dev.hearth.api.Threading.PER_OBJECT)
            public final class Caller implements Mess {
                private final dev.hearth.api.ObjectContext context;

                Caller(dev.hearth.api.ObjectContext context) {
                    this.context = context;
                }

                @Override public String make() throws java.rmi.RemoteException {
                    try {
                        return context.lookup("object", Mess.class).make();
                    } catch (java.rmi.NotBoundException notYet) {
                        throw new java.rmi.RemoteException(notYet.getMessage());
                    }
                }
            }
            """;

    private static final String USER_OF_A_DRIVER = """
            @dev.hearth.api.HostedObject(name = "NAME")
            public final class User implements Mess {
                @Override public String make() throws java.rmi.RemoteException {
                    try (java.sql.Connection connection = java.sql.DriverManager.getConnection("jdbc:own:")) {
                        return connection.getSchema();
                    } catch (java.sql.SQLException unsuitable) {
                        throw new java.rmi.RemoteException(unsuitable.getMessage());
                    }
                }
            }
            """;

    /** What only soft references lead to is gone at once, and not when memory is scarce. */
    private static final List<String> SOFT_IS_WEAK = List.of("-XX:SoftRefLRUPolicyMSPerMB=0");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final Map<String, byte[]> compiled =
            Sources.jar(Path.of("never-made.jar"), CLASSES).compile();

    private Server server;
    private Client client;
    private long always;

    @BeforeEach
    void start() throws IOException {
        server = Server.start(Jdks.own(), SOFT_IS_WEAK, folder, "--objects.linger=1s");
        Path jar = Sources.client(folder.resolve("client.jar"), "mess.Mess", "mess.Echo", "mess.MessClient");
        client = Client.start(Jdks.own(), jar, "mess.MessClient", server.port());
        Sources.jar(server.deploy().resolve("echo.jar"), "mess.Echo", "mess.EchoObject")
                .make();
        await("what stays").until(() -> client.succeeds("echo", "on"));
        always = Footprint.loaders(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void answers(String name, String version) {
        await(name + " of version " + version)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> client.ask("made", name).equals(version));
    }

    private void undeploy(String name) throws IOException {
        Server.Ran ended = server.hearth("undeploy", name);
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    /** The three deployments in their next versions: an object, a program, and now and then a folder of JARs with an object. */
    private void deploy(int round) throws IOException {
        String version = Integer.toString(round);
        jar("object.jar", version, everything -> true)
                .resource(DESCRIPTOR, OBJECT.formatted("object"))
                .make();
        jar("server.jar", version, everything -> true)
                .resource(DESCRIPTOR, SERVER.formatted(round % 2 == 0 ? "waits" : "returns"))
                .make();
        if (round % FOLDERS == 1) {
            deployFolder(version);
            answers("folder", version);
        }
        answers("object", version);
        answers("server", version);
    }

    private void deployFolder(String version) throws IOException {
        Path deployed = server.deploy().resolve("folder");
        boolean there = Files.exists(deployed);
        String place = there ? "folder" : ".folder";
        jar(place + "/library.jar", version, LeftoversIT::leaves).make();
        jar(place + "/object.jar", version, name -> !leaves(name))
                .resource(DESCRIPTOR, OBJECT.formatted("folder"))
                .make();
        if (!there) {
            Files.move(server.deploy().resolve(place), deployed);
        }
    }

    private JarMaker jar(String file, String version, Predicate<String> wanted) {
        JarMaker jar = JarMaker.jar(server.deploy().resolve(file));
        compiled.forEach((name, bytes) -> {
            if (wanted.test(name)) {
                jar.entry(name, bytes);
            }
        });
        if (wanted.test("mess/Version.class")) {
            jar.resource(DRIVERS, "mess.OwnDriver")
                    .resource("mess/words.properties", "word=left")
                    .resource("mess/version.txt", version);
        }
        return jar;
    }

    private static boolean leaves(String name) {
        return !name.startsWith("mess/Mess") && !name.startsWith("mess/Echo");
    }

    /** What the process takes when all versions but those that run have ended. */
    private Footprint calm(int running) {
        await("the end of all versions but those that run").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(client.ask("echo", "on")).isEqualTo("on");
            assertThat(copies()).as("copies").isEqualTo(always + running);
            assertThat(Footprint.loaders(server)).as("loaders").isEqualTo(always + running);
        });
        return Footprint.of(server);
    }

    private long copies() throws IOException {
        try (Stream<Path> versions = Files.list(server.data().resolve("versions"))) {
            return versions.count();
        }
    }

    @Test
    void nothingIsLeftOfVersionsThatLeaveEverything() throws IOException {
        Footprint before = calm(0);
        for (int round = 1; round <= ROUNDS; round++) {
            deploy(round);
            if (LONG && round == FIRST) {
                before = settled(round);
            }
        }
        if (LONG) {
            Footprint last = settled(ROUNDS);
            assertThat(last.heap()).isLessThan(before.heap() + before.heap() / 20);
            requireNoMore(before);
        }
        for (String name : List.of("object", "server", "folder")) {
            undeploy(name);
        }
        calm(0);
        requireNoMore(before);
        assertThat(server.log())
                .contains("object.jar has left something behind. Hearth has ended ")
                .contains("the executor mess.Everything.WORK", "the timer mess.Everything.TIMER")
                .contains("the log handler mess.Everything$OwnHandler")
                .containsPattern("server.jar has left something behind.* End it in a shutdown hook of the program");
    }

    /** What weak references of the JDK's led to is forgotten when the next of its kind comes. */
    private Footprint settled(int round) throws IOException {
        calm(3);
        deploy(round + ROUNDS);
        return calm(3);
    }

    /** In the end: what the container looks at now and then it has open meanwhile. */
    private void requireNoMore(Footprint before) {
        await("no more threads and open files than before").atMost(PATIENCE).untilAsserted(() -> {
            Footprint last = Footprint.of(server);
            assertThat(last.files())
                    .as("open files")
                    .hasSizeLessThanOrEqualTo(before.files().size());
            assertThat(last.threads())
                    .as("threads")
                    .hasSizeLessThanOrEqualTo(before.threads().size());
        });
    }

    @Test
    void theThreadOfAnotherObjectKeepsNothingWhileItSleeps() throws IOException {
        JarMaker.jar(server.deploy().resolve("caller.jar"))
                .source("mess.Mess", Sources.text("mess.Mess"))
                .source("mess.Caller", CALLER)
                .make();
        jar("object.jar", "1", everything -> true)
                .resource(DESCRIPTOR, OBJECT.formatted("object"))
                .make();
        answers("object", "1");
        answers("caller", "1");

        undeploy("object");

        calm(1);
    }

    @Test
    void aThreadThatGoesOnIsNamed() throws IOException {
        JarMaker.jar(server.deploy().resolve("stubborn.jar"))
                .source("mess.Mess", Sources.text("mess.Mess"))
                .source("mess.Stubborn", STUBBORN)
                .make();
        answers("stubborn", "made");
        undeploy("stubborn");
        await("the warning")
                .until(() -> server.log()
                        .contains("keeps the classes in memory until the container ends: the thread mess-rests"));
    }

    /** A JAR with an object that uses a driver. */
    private static JarMaker user(Path jar, String name) {
        return JarMaker.jar(jar)
                .source("mess.Mess", Sources.text("mess.Mess"))
                .source("mess.User", USER_OF_A_DRIVER.replace("NAME", name));
    }

    private static JarMaker withDriver(JarMaker jar, String version) {
        return jar.source("mess.OwnDriver", Sources.text("mess.OwnDriver"))
                .source("mess.Version", Sources.text("mess.Version"))
                .resource("mess/version.txt", version)
                .resource(DRIVERS, "mess.OwnDriver");
    }

    @Test
    void eachGuestFindsTheDriversInItsJarsAndTheyGoWithIt() throws IOException {
        withDriver(user(server.deploy().resolve("one.jar"), "one"), "one's").make();
        Path built = folder.resolve("built/two");
        user(built.resolve("user.jar"), "two").make();
        withDriver(JarMaker.jar(built.resolve("driver.jar")), "two's").make();
        Files.move(built, server.deploy().resolve("two"));
        answers("one", "one's");
        answers("two", "two's");

        withDriver(user(server.deploy().resolve("one.jar"), "one"), "one's new").make();

        answers("one", "one's new");
        answers("two", "two's");
        undeploy("one");
        answers("two", "two's");
        undeploy("two");
        calm(0);
        assertThat(server.log()).doesNotContain("left something behind");
    }
}
