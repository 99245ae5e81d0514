package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.cli.child.Ports;
import dev.hearth.core.endtoend.Jdks.Pair;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A plain RMI server with its {@code main}, which knows nothing of Hearth, run by the container; its client in another JVM.
 */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(120)
record WholeServerIT(Pair jdks) {

    private static final String[] CLASSES = {
        "legacy.Teller", "legacy.Receipt", "legacy.TellerObject", "legacy.TellerServer"
    };

    @TempDir
    static Path folder;

    private static Path place;
    private static Server hearth;
    private static Client client;
    private static int ownPort;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        place = folder.resolve(jdks.toString());
        hearth = Server.start(jdks.server(), place);
        client = Client.start(
                jdks.client(),
                Sources.client(place.resolve("client.jar"), "legacy.Teller", "legacy.Receipt", "legacy.TellerClient"),
                "legacy.TellerClient",
                hearth.port());
        ownPort = Ports.free();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        hearth.close();
    }

    @BeforeEach
    void deploy() throws IOException {
        succeeds(hearth.hearth("deploy", jar("first").toString()));
    }

    @AfterEach
    void undeploy() throws IOException {
        hearth.hearth("undeploy", "bank");
        Files.deleteIfExists(mark());
    }

    private static Path mark() {
        return place.resolve("left.txt");
    }

    /** A server whose teller has this name. */
    private static Path jar(String name) throws IOException {
        return made(name, "[" + ownPort + ", '" + mark() + "', " + name + "]");
    }

    private static Path made(String name, String arguments) throws IOException {
        JarMaker maker = Sources.jar(place.resolve(name + "/bank.jar"), CLASSES);
        maker.resource("META-INF/hearth.yaml", "main: legacy.TellerServer\nargs: " + arguments + "\n");
        return maker.make();
    }

    private static void succeeds(Server.Ran ran) {
        assertThat(ran.code()).as(ran.err() + hearth.log()).isZero();
    }

    @Test
    void whatItExportsIsHostedAndWhatItBindsIsBound() {
        assertThat(client.ask("name")).isEqualTo("first");
        assertThat(client.ask("naming", "teller")).isEqualTo("first");
        assertThat(client.ask("deposit", 40)).isEqualTo("40");
        assertThat(client.ask("deposit", 2)).isEqualTo("42");
        assertThat(client.ask("assistant")).isEqualTo("first's assistant");
        assertThat(client.ask("isMe")).isEqualTo("true");
    }

    @Test
    void theFileBesideItsJarNamesWhatItHasBound() {
        await("the names are told")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(hearth.deploy().resolve("bank.jar.deployed"))
                        .content()
                        .containsSubsequence("bound:\n", "- teller\n", "localhost/second"));
    }

    @Test
    void theCommandLineCallsWhatItHasBound() throws IOException {
        Server.Ran called = hearth.hearth("call", "teller", "name");

        assertThat(called.err()).isEmpty();
        assertThat(called.out()).isEqualTo("\"first\"\n");
    }

    @Test
    void theRegistryThatItCreatesIsTheContainers() {
        assertThat(client.ask("names", ownPort)).isEqualTo(client.ask("names", hearth.port()));
        assertThat(client.ask("lookup", ownPort, "teller")).isEqualTo("first");
    }

    @Test
    void aNameThatWasWrittenAsAnUrlIsFoundBothWays() {
        assertThat(client.ask("lookup", hearth.port(), "rmi://localhost/second"))
                .isEqualTo("second");
        assertThat(client.ask("lookup", hearth.port(), "second")).isEqualTo("second");
        assertThat(client.ask("lookup", hearth.port(), "//localhost/teller")).isEqualTo("first");
        assertThat(client.ask("naming", "second")).isEqualTo("second");
    }

    @Test
    void whatItAsksOfTheJdkTheContainerAnswers() {
        assertThat(client.ask("ask", "client host")).isEqualTo("127.0.0.1");
        assertThat(client.ask("ask", "stub")).isEqualTo("true");
        assertThat(client.ask("ask", "hostname")).isEqualTo("bank.example");
        assertThat(client.ask("ask", "java home")).isEqualTo("true");
        assertThat(client.ask("ask", "lookup")).isEqualTo("first");
        assertThat(client.ask("ask", "verbatim")).isEqualTo("second");
        assertThat(client.ask("ask", "not bound")).isEqualTo("not bound");
        assertThat(client.ask("ask", "jndi")).isEqualTo("third, third");
        assertThat(client.ask("ask", "method reference")).isEqualTo("plain, bank.example, true");
        assertThat(client.ask("ask", "unexport")).isEqualTo("true");
        assertThat(client.ask("ask", "clone")).isEqualTo("first");
    }

    @Test
    void aNewVersionTakesTheNamesAndStubsOfTheFormerGoOn() throws IOException {
        client.ask("keep");

        succeeds(hearth.hearth("deploy", jar("second-version").toString()));

        assertThat(client.ask("name")).isEqualTo("second-version");
        assertThat(client.ask("kept")).isEqualTo("first");
        assertThat(client.ask("names", hearth.port())).contains("teller", "second");
    }

    @Test
    void aVersionThatDoesNotComeUpLeavesTheFormerAlone() throws IOException {
        Server.Ran refused = hearth.hearth("deploy", made("broken", "[x]").toString());

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err())
                .contains("bank.jar", "legacy.TellerServer.main failed: java.lang.ArrayIndexOutOfBoundsException");
        assertThat(client.ask("name")).isEqualTo("first");
        assertThat(client.ask("names", hearth.port())).contains("teller", "second");
    }

    @Test
    void undeploymentRunsItsShutdownHooksAndTakesItsNamesAndPorts() throws IOException {
        assertThat(mark()).doesNotExist();

        succeeds(hearth.hearth("undeploy", "bank"));

        assertThat(mark()).exists();
        assertThat(client.ask("names", hearth.port())).doesNotContain("teller", "second");
        new ServerSocket(ownPort).close();
    }

    @Test
    void exitEndsTheDeploymentAndNotTheContainer() {
        assertThat(client.failure("ask", "exit")).contains("the deployment bank ended itself: System.exit(3)");

        await("the deployment is taken out")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(client.ask("names", hearth.port())).doesNotContain("teller"));
        assertThat(hearth.alive()).isTrue();
        assertThat(mark()).exists();
        await("the note is there")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(hearth.deploy().resolve("bank.jar.failed")));
        assertThat(hearth.deploy().resolve("bank.jar.failed")).content().contains("System.exit(3)");
    }

    @Test
    void anObjectThatExportsItselfIsTheOneOfTheDescriptor() throws IOException {
        JarMaker maker = Sources.jar(place.resolve("named/named.jar"), CLASSES);
        maker.resource(
                "META-INF/hearth.yaml",
                "objects: [{name: plain, class: legacy.TellerObject, args: [plain]},"
                        + " {name: ported, class: legacy.TellerObject, args: [ported, " + ownPort + "]}]");
        hearth.hearth("undeploy", "bank");
        succeeds(hearth.hearth("deploy", maker.make().toString()));

        assertThat(client.ask("lookup", hearth.port(), "plain")).isEqualTo("plain");
        assertThat(client.ask("lookup", hearth.port(), "ported")).isEqualTo("ported");
        assertThat(client.ask("lookup", ownPort, "ported")).isEqualTo("ported");
        assertThat(hearth.hearth("objects").out()).contains("plain", "ported").doesNotContain("~");
        succeeds(hearth.hearth("undeploy", "named"));
        new ServerSocket(ownPort).close();
    }

    @Test
    void aServerThatLeavesNothingIsRefused() throws IOException {
        JarMaker maker = JarMaker.jar(place.resolve("empty/empty.jar"))
                .source("empty.Main", "public class Main { public static void main(String[] none) {} }");
        maker.resource("META-INF/hearth.yaml", "main: empty.Main");

        Server.Ran refused = hearth.hearth("deploy", maker.make().toString());

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("empty.jar", "empty.Main.main has ended and left nothing");
    }

    @Test
    void objectsBesideAMainThatFailsAreNotThere() throws IOException {
        JarMaker maker = Sources.jar(place.resolve("beside/beside.jar"), CLASSES);
        maker.resource(
                "META-INF/hearth.yaml",
                "main: legacy.TellerServer\nobjects: [{name: beside, class: legacy.TellerObject, args: [beside]}]");

        Server.Ran refused = hearth.hearth("deploy", maker.make().toString());

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("legacy.TellerServer.main failed");
        assertThat(hearth.hearth("types").out()).doesNotContain("beside");
        assertThat(client.ask("names", hearth.port())).doesNotContain("beside");
    }

    @Test
    void aJarThatIsOverwrittenIsStartedAnew() throws IOException {
        Files.copy(jar("third-version"), hearth.deploy().resolve("bank.jar"), StandardCopyOption.REPLACE_EXISTING);

        await("the new version answers")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.ask("name")).isEqualTo("third-version"));
    }

    /** A server that binds a teller at each of these names, and keeps its thread. */
    private static JarMaker taker(String jar, String names) {
        return Sources.jar(place.resolve(jar), CLASSES)
                .source("legacy.Taker", """
                        public class Taker {
                            public static void main(String[] names) throws Exception {
                                for (String name : names) {
                                    java.rmi.Naming.rebind(name, new TellerObject("taken"));
                                }
                            }
                        }
                        """)
                .resource("META-INF/hearth.yaml", "main: legacy.Taker\nargs: " + names + "\n");
    }

    @Test
    void aNameThatAnotherServerHasTakenStaysWhenTheOneBeforeItEnds() throws IOException {
        succeeds(hearth.hearth(
                "deploy", taker("taking/taker.jar", "[teller]").make().toString()));
        assertThat(client.ask("name")).isEqualTo("taken");

        succeeds(hearth.hearth("undeploy", "bank"));

        assertThat(client.ask("name")).isEqualTo("taken");
        assertThat(client.ask("names", hearth.port())).doesNotContain("second");
        succeeds(hearth.hearth("undeploy", "taker"));
        assertThat(client.ask("names", hearth.port())).doesNotContain("teller");
    }

    @Test
    void aVersionThatMayNotBindOneOfItsNamesTakesNoneOfThem() throws IOException {
        JarMaker named = Sources.jar(place.resolve("named/named.jar"), CLASSES);
        named.resource("META-INF/hearth.yaml", "objects: [{name: plain, class: legacy.TellerObject, args: [plain]}]");
        succeeds(hearth.hearth("deploy", named.make().toString()));

        Server.Ran refused = hearth.hearth(
                "deploy", taker("refused/bank.jar", "[teller, plain]").make().toString());

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("bank.jar", "plain is the name of a deployed object");
        assertThat(client.ask("name")).isEqualTo("first");
        assertThat(client.ask("names", hearth.port())).contains("teller", "second", "plain");
        succeeds(hearth.hearth("undeploy", "named"));
    }
}
