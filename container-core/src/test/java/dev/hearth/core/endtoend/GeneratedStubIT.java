package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.cli.child.Ports;
import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server of the days of {@code rmic}, which holds, returns and binds the generated stub of what it exports, and whose clients
 * call by that of an interface that no proxy could call by.
 */
@Timeout(120)
class GeneratedStubIT {

    private static final Jdk JDK = Jdks.own();
    private static final String[] CLASSES = {
        "rmic.Knocker",
        "rmic.Door",
        "rmic.DoorImpl",
        "rmic.DoorImpl_Stub",
        "rmic.Guest",
        "rmic.GuestImpl",
        "rmic.GuestImpl_Stub",
        "rmic.DoorServer",
        "rmic.DoorClient"
    };

    @TempDir
    Path folder;

    @Test
    void isWhatItWas() throws IOException {
        Path jar = Sources.jar(folder.resolve("door.jar"), CLASSES).make();
        Files.createDirectories(folder.resolve("deploy"));
        try (Server container = Server.start(JDK, folder)) {
            List<String> port = List.of(Integer.toString(container.port()));
            String outside;
            try (PlainJvm server = PlainJvm.server(JDK, jar, "rmic.DoorServer", port)) {
                outside = PlainJvm.client(JDK, jar, "rmic.DoorClient", port);
                assertThat(server.printed()).contains("come in, server, true", "nobody knocks");
            }
            assertThat(outside).contains("come in, client, come in, again, true", "hello, door");

            Sources.jar(folder.resolve("deploy/door.jar"), CLASSES)
                    .resource("META-INF/hearth.yaml", "main: rmic.DoorServer\nargs: [\"" + container.port() + "\"]\n")
                    .make();
            // a library of the passage's, which has no hosted type: not its own
            Files.createDirectories(folder.resolve("deploy/passage"));
            Files.copy(jar, folder.resolve("deploy/passage/door.jar"));
            Sources.jar(folder.resolve("deploy/passage/passage.jar"), "rmic.Passage", "rmic.PassageObject")
                    .classPath(jar)
                    .make();
            await("what the hosted server prints").until(() -> container.log().contains("nobody knocks"));
            assertThat(container.log()).contains("come in, server, true");
            await("both are there")
                    .until(() -> Files.exists(folder.resolve("deploy/door.jar.deployed"))
                            && Files.exists(folder.resolve("deploy/passage.deployed")));
            assertThat(PlainJvm.client(JDK, jar, "rmic.DoorClient", port)).isEqualTo(outside);
            assertThat(container
                            .hearth("call", "passage", "through", "neighbour")
                            .out())
                    .contains("come in, neighbour");

            String other = Integer.toString(Ports.free());
            try (PlainJvm server = PlainJvm.server(JDK, jar, "rmic.DoorServer", List.of(other, "create"))) {
                assertThat(container
                                .hearth("call", "passage", "elsewhere", other, "stranger")
                                .out())
                        .contains("come in, stranger");
                assertThat(server.alive()).isTrue();
            }
        }
    }
}
