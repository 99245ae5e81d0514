package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads that compute, on a JDK that has them as we need them. */
@Timeout(180)
class VirtualThreadsIT {

    private static final Jdk NEWEST = Jdks.all().get(Jdks.all().size() - 1);

    @TempDir
    Path folder;

    @BeforeEach
    void newEnough() {
        assumeTrue(NEWEST.version() >= 24, "no JDK of this machine is new enough");
    }

    private Server start(String... settings) throws IOException {
        Nodes.deploy(folder.resolve("deploy"));
        return Server.start(NEWEST, folder, settings);
    }

    /** One carrier for each processor, as the JDK has it, would be taken by those that compute. */
    @Test
    void objectsThatComputeOnEveryProcessorDoNotKeepOthersFromRunning() throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        try (Server server = start();
                Client client = Nodes.client(NEWEST, folder, server.port())) {
            assertThat(client.ask("thread", "per-object/a")).startsWith("virtual ");
            assertThat(Integer.parseInt(client.ask("carriers", "per-object/a")))
                    .isEqualTo(Math.max(16, 4 * processors));
            assertThat(client.ask("whileOthersCompute", "per-object", processors + 1))
                    .isEqualTo("210 while " + (processors + 1) + " computed");
        }
    }

    /** Nothing of the container's own waits for a carrier: reading, writing to the disk, the pool, administration. */
    @Test
    void containerGoesOnWhileTheOnlyCarrierComputes() throws IOException {
        try (Server server = start("--threads.carriers=1");
                Client client = Nodes.client(NEWEST, folder, server.port())) {
            client.ask("beginComputing", "per-object/busy");
            await("the computing call is shown")
                    .until(() -> server.hearth("ps").out().contains("hearth-object-per-object/busy"));

            assertThat(client.ask("touch", "touched/kept")).isEqualTo("1");
            assertThat(client.ask("touch", "single")).isEqualTo("1");
            assertThat(server.hearth("call", "touched/kept", "peek").out()).contains("1");

            client.ask("stopComputing", "pooled");
            assertThat(client.ask("touch", "per-object/busy")).isEqualTo("1");
        }
    }

    @Test
    void carriersAreAsManyAsTheSettingSays() throws IOException {
        try (Server server = start("--threads.carriers=7");
                Client client = Nodes.client(NEWEST, folder, server.port())) {
            assertThat(client.ask("carriers", "per-request")).isEqualTo("7");
        }
    }

    @Test
    void whereVirtualThreadsAreNotWantedThereAreNone() throws IOException {
        try (Server server = start("--threads.virtual=false");
                Client client = Nodes.client(NEWEST, folder, server.port())) {
            assertThat(client.ask("thread", "per-object/a")).isEqualTo("hearth-object-per-object/a");
            assertThat(client.ask("thread", "per-request")).startsWith("hearth-request-");
        }
    }
}
