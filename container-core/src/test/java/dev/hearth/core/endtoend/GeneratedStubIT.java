package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of the days of {@code rmic}, which holds, returns and binds the generated stub of what it exports. */
@Timeout(120)
class GeneratedStubIT {

    private static final Jdk JDK = Jdks.own();
    private static final String[] CLASSES = {
        "rmic.Door", "rmic.DoorImpl", "rmic.DoorImpl_Stub", "rmic.DoorServer", "rmic.DoorClient"
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
            assertThat(outside).contains("come in, client, come in, again, true");

            Sources.jar(folder.resolve("deploy/door.jar"), CLASSES)
                    .resource("META-INF/hearth.yaml", "main: rmic.DoorServer\nargs: [\"" + container.port() + "\"]\n")
                    .make();
            Sources.jar(folder.resolve("deploy/passage.jar"), "rmic.Door", "rmic.Passage", "rmic.PassageObject")
                    .make();
            await("what the hosted server prints").until(() -> container.log().contains("nobody knocks"));
            assertThat(container.log()).contains("come in, server, true");
            await("both are there")
                    .until(() -> Files.exists(folder.resolve("deploy/door.jar.deployed"))
                            && Files.exists(folder.resolve("deploy/passage.jar.deployed")));
            assertThat(PlainJvm.client(JDK, jar, "rmic.DoorClient", port)).isEqualTo(outside);
            assertThat(container
                            .hearth("call", "passage", "through", "neighbour")
                            .out())
                    .contains("come in, neighbour");
        }
    }
}
