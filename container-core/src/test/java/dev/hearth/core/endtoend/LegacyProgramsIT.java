package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.cli.child.Ports;
import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RMI programs in the styles in which they were written for twenty years, of which none knows Hearth: each runs its {@code
 * main} in a JVM of its own and then, with the descriptor that {@code hearth adopt} proposes, in the container, and the same
 * client sees the same.
 */
@Timeout(300)
class LegacyProgramsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern READY = Pattern.compile("(?m)\\bready$");

    @TempDir
    static Path folder;

    private static final Jdk JDK = Jdks.own();
    private static Server container;

    static Stream<Legacy> programs() {
        return Stream.of(
                Legacy.of("compute", "ComputeEngine", "ComputePi"),
                Legacy.of("chat", "ChatServer", "ChatClient"),
                Legacy.of("bank", "BankServer", "BankClient"),
                Legacy.of("auction", "AuctionHouse", "AuctionClient"),
                Legacy.of("shop", "ShopServer", "ShopClient")
                        .arguments("PORT OTHER")
                        .beside("StockServer OTHER"),
                Legacy.of("rows", "RowServer", "RowClient"),
                Legacy.of("files", "FileServer", "FileClient"),
                Legacy.of("cache", "PeerServer", "PeerClient")
                        .arguments("PORT OTHER")
                        .client("PORT OTHER")
                        .beside("PeerServer OTHER PORT"),
                Legacy.of("jobs", "SchedulerServer", "SchedulerClient"),
                Legacy.of("load", "ControllerServer", "AgentClient"),
                Legacy.of("lazy", "ActivatorServer", "LazyClient"),
                Legacy.of("secret", "SecretServer", "SecretClient")
                        .arguments("PORT FREE")
                        .client("PORT FREE"),
                Legacy.of("self", "ClockServer", "ClockClient"),
                Legacy.of("managed", "ManagedServer", "ManagedClient"),
                Legacy.of("saved", "CounterServer", "CounterClient"),
                Legacy.of("stubs", "DeskServer", "DeskClient"),
                Legacy.of("lobby", "LobbyServer", "LobbyClient"),
                Legacy.of("library", "LibraryServer", "LibraryClient"),
                Legacy.of("naming", "NamingServer", "NamingClient")
                        .arguments("PORT //localhost:PORT/bank rmi://localhost:PORT/teller"),
                Legacy.of("naming", "NamingServer", "NamingClient")
                        .arguments("PORT rmi://localhost:PORT/bank //:PORT/teller")
                        .hosted("PORT //localhost/bank teller"),
                Legacy.of("jndi", "JndiServer", "JndiClient"),
                waiting("sleep"),
                waiting("wait"),
                waiting("join"),
                waiting("read"));
    }

    private static Legacy waiting(String how) {
        return Legacy.of("waiting", "WaitingServer", "WaitingClient").arguments("PORT " + how);
    }

    @BeforeAll
    static void start() throws IOException {
        container = Server.start(JDK, folder.resolve("container"));
    }

    @AfterAll
    static void stop() {
        container.close();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void clientSeesWhatItSawBeforeTheServerMovedIn(Legacy program) throws IOException {
        Path jar = program.jar(folder.resolve(program + ".jar")).make();

        String before = inItsOwnJvm(program, jar);

        assertThat(before.lines()).isNotEmpty();
        assertThat(inTheContainer(program, jar)).isEqualTo(before);
    }

    /** In a JVM of its own the stub is not equal to the object that it leads to. */
    @Test
    void objectThatComesBackIsItself() throws IOException {
        Legacy program = Legacy.of("library", "LibraryServer", "ReturningClient");
        Path jar = program.jar(folder.resolve("returning.jar")).make();

        assertThat(inItsOwnJvm(program, jar)).isEqualTo("false false [Emma]\n");
        assertThat(inTheContainer(program, jar)).isEqualTo("true true []\n");
    }

    /** A JVM goes on after that, if something was exported before. */
    @Test
    void programWhoseMainThrowsIsNotDeployed() throws IOException {
        Legacy program = waiting("throw");
        Path jar = program.jar(folder.resolve("throwing.jar")).make();
        assertThat(inItsOwnJvm(program, jar)).isEqualTo("1 2\n");

        Ran deployed = container.hearth(
                "deploy",
                program.adopted(folder.resolve("refused/throwing.jar"), ports(Ports.free()))
                        .toString());

        assertThat(deployed.code()).isEqualTo(1);
        assertThat(deployed.err())
                .contains("WaitingServer.main failed: java.lang.IllegalStateException: thrown when all was bound")
                .contains("WaitingServer.java:");
        assertThat(container.hearth("call", "registry", "list").out()).doesNotContain("door");
    }

    @Test
    void programThatExitsEndsItselfAndNotTheContainer() throws IOException {
        Legacy program = waiting("exit");
        Path jar = program.jar(folder.resolve("exiting.jar")).make();
        Map<String, Integer> ports = ports(Ports.free());
        try (PlainJvm plain = PlainJvm.server(
                JDK, jar, program.className(program.server()), Legacy.words(program.arguments(), ports))) {
            assertThat(plain.ended()).isEqualTo(1);
        }

        Ran deployed = container.hearth(
                "deploy",
                program.adopted(folder.resolve("refused/exiting.jar"), ports(Ports.free()))
                        .toString());

        assertThat(deployed.code()).isEqualTo(1);
        assertThat(deployed.err()).contains("called System.exit(1)");
        assertThat(container.alive()).isTrue();
        assertThat(container.hearth("call", "registry", "list").out()).doesNotContain("door");
    }

    private static String inItsOwnJvm(Legacy program, Path jar) throws IOException {
        Map<String, Integer> ports = ports(Ports.free());
        try (PlainJvm beside = beside(program, jar, ports);
                PlainJvm server = PlainJvm.server(
                        JDK, jar, program.className(program.server()), Legacy.words(program.arguments(), ports))) {
            String seen = client(program, jar, ports);
            assertThat(server.alive()).isTrue();
            assertThat(beside == null || beside.alive()).isTrue();
            return seen;
        }
    }

    private static String inTheContainer(Legacy program, Path jar) throws IOException {
        Map<String, Integer> ports = ports(Ports.free());
        Path adopted = program.adopted(folder.resolve("adopted").resolve(program + ".jar"), ports);
        try (PlainJvm beside = beside(program, jar, ports)) {
            int before = container.log().length();
            Ran deployed = container.hearth("deploy", adopted.toString());
            assertThat(deployed.code()).as(deployed.err()).isZero();
            await(program + " prints 'ready' in the container's log")
                    .atMost(PATIENCE)
                    .until(() ->
                            READY.matcher(container.log().substring(before)).find());
            String seen = client(program, jar, ports);
            assertThat(beside == null || beside.alive()).isTrue();
            return seen;
        } finally {
            assertThat(container.hearth("undeploy", program.style()).code()).isZero();
        }
    }

    private static Map<String, Integer> ports(int port) throws IOException {
        return Map.of("PORT", port, "OTHER", Ports.free(), "FREE", Ports.free());
    }

    /** Null where there is none. */
    private static PlainJvm beside(Legacy program, Path jar, Map<String, Integer> ports) throws IOException {
        List<String> words = Legacy.words(program.beside(), ports);
        return words.isEmpty()
                ? null
                : PlainJvm.server(JDK, jar, program.className(words.get(0)), words.subList(1, words.size()));
    }

    private static String client(Legacy program, Path jar, Map<String, Integer> ports) throws IOException {
        return PlainJvm.client(JDK, jar, program.className(program.program()), Legacy.words(program.client(), ports));
    }
}
