package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a container ends when it is told to, and what it says when it can't start. */
@Timeout(120)
class StartAndStopIT {

    private static final int CANNOT_START = 5;
    private static final int WRONG = 2;
    private static final int TERMINATED = 128 + 15;

    private static final String SAY = "@Override public String say() { return \"here\"; }";

    private static final String MAIN = """
            public static void main(String[] args) throws Exception {
                Made made = new Made();
                LocateRegistry.getRegistry().rebind(args[0], UnicastRemoteObject.exportObject(made, 0));
                synchronized (made) {
                    made.wait();
                }
            }
            """;

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return Jdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void sigtermLetsACallFinishAndTakesNoOther(Jdk jdk) throws Exception {
        Sources.jar(folder.resolve("deploy/hold.jar"), "hold.Hold", "hold.HoldObject")
                .make();
        Path jar = Sources.client(folder.resolve("client.jar"), "hold.Hold", "hold.HoldClient");
        Path entered = folder.resolve("entered");
        Path goOn = folder.resolve("go-on");
        try (Server server = Server.start(jdk, folder);
                Client caller = Client.start(jdk, jar, "hold.HoldClient", server.port());
                Client late = Client.start(jdk, jar, "hold.HoldClient", server.port())) {
            CompletableFuture<String> call = caller.begin("untilThere", entered, goOn);
            await("the call is in the object").until(() -> Files.exists(entered));

            server.terminate();

            await("no connections are taken")
                    .until(() -> late.failureOf("hello").orElse("it answers").startsWith("java.rmi.Connect"));
            assertThat(call).isNotDone();
            Files.createFile(goOn);
            assertThat(call.join()).isEqualTo("finished");
            assertThat(server.ended()).isEqualTo(TERMINATED);
        }
    }

    @Test
    void portInUseIsTold() throws IOException {
        Files.createDirectories(folder.resolve("deploy"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ran ran = Server.refused(Jdks.own(), folder, "--port=" + taken.getLocalPort());

            assertThat(ran.code()).as(ran.err()).isEqualTo(CANNOT_START);
            assertThat(ran.err()).contains(Integer.toString(taken.getLocalPort()), "--port");
            assertThat(ran.out()).doesNotContain("ready");
        }
    }

    @Test
    void unknownKeyIsToldWithTheNearest() throws IOException {
        Files.createDirectories(folder.resolve("deploy"));
        Files.writeString(folder.resolve("hearth.yaml"), "thread:\n  pol: 3\nstore:\n  durabilty: power\n");

        Ran ran = Server.refused(Jdks.own(), folder);

        assertThat(ran.code()).as(ran.err()).isEqualTo(WRONG);
        assertThat(ran.err()).contains("durabilty", "store.durability");
    }

    @Test
    void missingDeployFolderIsTold() throws IOException {
        Ran ran = Server.refused(Jdks.own(), folder, "--deploy=nowhere");

        assertThat(ran.code()).as(ran.err()).isEqualTo(CANNOT_START);
        assertThat(ran.err()).contains("nowhere", "does not exist", "--deploy");
    }

    @Test
    void secondContainerOnTheSameDataIsToldWhoTheFirstIs() throws IOException {
        try (Server first = Server.start(Jdks.own(), folder)) {
            Ran ran = Server.refused(Jdks.own(), folder);

            assertThat(ran.code()).as(ran.err()).isEqualTo(CANNOT_START);
            assertThat(ran.err()).contains("data", Long.toString(first.pid()));
            assertThat(first.alive()).isTrue();
        }
    }

    @Test
    void aHundredJarsAreUpWhenItIsReady() throws IOException {
        Map<String, byte[]> object = compiled("public class Made implements Remote {" + SAY + "}");
        Map<String, byte[]> program = compiled("public class Made implements Remote {" + SAY + MAIN + "}");
        for (int i = 0; i < 90; i++) {
            drop("object-" + i, object, "objects: [{name: object-" + i + ", class: made.Made}]");
        }
        for (int i = 0; i < 10; i++) {
            drop("object-" + i + "-main", program, "main: made.Made\nargs: [main-" + i + "]");
        }
        try (Server server = Server.start(Jdks.own(), folder)) {
            Path deploy = server.deploy();
            assertThat(deploy).isDirectoryNotContaining("glob:**.failed");
            try (Stream<Path> files = Files.list(deploy)) {
                assertThat(files.filter(file -> file.toString().endsWith(".deployed")))
                        .hasSize(100);
            }
            for (String name : List.of("object-0", "object-89", "main-0", "main-9")) {
                assertThat(server.hearth("call", name, "say").out()).isEqualTo("\"here\"\n");
            }
        }
    }

    private Map<String, byte[]> compiled(String source) {
        return JarMaker.jar(folder.resolve("unused.jar"))
                .source(
                        "made.Remote",
                        "public interface Remote extends java.rmi.Remote {"
                                + " String say() throws java.rmi.RemoteException; }")
                .source(
                        "made.Made",
                        "import dev.hearth.api.*; import java.rmi.registry.*; import java.rmi.server.*; " + source)
                .compile();
    }

    private void drop(String name, Map<String, byte[]> classes, String descriptor) {
        JarMaker jar = JarMaker.jar(folder.resolve("deploy/" + name + ".jar"));
        classes.forEach(jar::entry);
        jar.resource("META-INF/hearth.yaml", descriptor).make();
    }
}
