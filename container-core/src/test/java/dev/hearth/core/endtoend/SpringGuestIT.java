package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.adopt.Findings;
import dev.hearth.core.adopt.Proposal;
import dev.hearth.core.cli.child.Ports;
import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.testing.JarMaker;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Spring 5 with its RMI exporter and proxy, as a guest: the same in a JVM of its own and in the container. */
@Timeout(180)
class SpringGuestIT {

    private static final Jdk JDK = Jdks.own();

    @TempDir
    Path folder;

    private static List<Path> spring() {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith("spring-"))
                .toList();
        assertThat(jars).hasSizeGreaterThan(4);
        return jars;
    }

    private static JarMaker program(Path jar) throws IOException {
        JarMaker maker = Sources.jar(
                jar,
                "springs.Offer",
                "springs.Order",
                "springs.PriceClient",
                "springs.PriceServer",
                "springs.PriceService",
                "springs.PriceServiceBean");
        spring().forEach(maker::classPath);
        for (String file : List.of("springs/server.xml", "springs/client.xml")) {
            try (InputStream text = SpringGuestIT.class.getResourceAsStream("/endtoend/" + file)) {
                maker.entry(file, Objects.requireNonNull(text, file).readAllBytes());
            }
        }
        return maker;
    }

    @Test
    void exporterAndProxyDoWhatTheyDidBefore() throws IOException {
        List<Path> jars =
                new ArrayList<>(List.of(program(folder.resolve("prices.jar")).make()));
        jars.addAll(spring());
        String port = Integer.toString(Ports.free());
        String before;
        try (PlainJvm server = PlainJvm.server(JDK, jars, "springs.PriceServer", List.of(port))) {
            before = PlainJvm.client(JDK, jars, "springs.PriceClient", List.of(port));
            assertThat(server.alive()).isTrue();
        }
        assertThat(before).contains("3.60", "14.40", "no item");

        Path deployment = adopted(Ports.free());

        try (Server container = Server.start(JDK, folder)) {
            assertThat(deployment).isDirectory();
            await("the program has bound its service")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            container.hearth("call", "registry", "list").out().contains("prices"));
            assertThat(PlainJvm.client(JDK, jars, "springs.PriceClient", List.of(Integer.toString(container.port()))))
                    .isEqualTo(before);
        }
    }

    /** In the deploy folder, with the descriptor that {@code hearth adopt} proposes. */
    private Path adopted(int port) throws IOException {
        Path deployment = Files.createDirectories(folder.resolve("deploy/prices"));
        for (Path jar : spring()) {
            Files.copy(jar, deployment.resolve(jar.getFileName()));
        }
        program(deployment.resolve("prices.jar")).make();
        Findings findings = Findings.of(deployment);
        assertThat(findings.target().getFileName()).hasToString("prices.jar");
        assertThat(findings.notes())
                .extracting(Findings.Note::what)
                .contains("RmiServiceExporter prices: springs.PriceService");
        program(deployment.resolve("prices.jar"))
                .resource(
                        "META-INF/hearth.yaml",
                        Proposal.of(findings).replace("# args: [\"…\"]", "args: [\"" + port + "\"]"))
                .make();
        return deployment;
    }
}
