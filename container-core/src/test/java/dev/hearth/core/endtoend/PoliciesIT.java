package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Which policy an object has, and which threads that means. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(120)
record PoliciesIT(Pair jdks) {

    private static final String DESCRIPTOR = """
            threading: per-object
            objects:
              - {name: described, class: nodes.Plain, threading: per-request}
              - {name: said-for-all, class: nodes.Plain}
            """;

    @TempDir
    static Path folder;

    private static Server server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        Nodes.deploy(place.resolve("deploy"));
        Sources.jar(place.resolve("deploy/described.jar"), "nodes.Where", "nodes.Plain", "nodes.Annotated")
                .resource("META-INF/hearth.yaml", DESCRIPTOR)
                .make();
        server = Server.start(jdks.server(), place, "--threading=single", "--objects.max-active=1");
        client = Nodes.client(jdks.client(), place, server.port());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void whatNothingSaysLooksOutwardToDeploymentAndContainer() {
        assertThat(client.ask("thread", "inherits")).as("the container's").isEqualTo("hearth-single");
        assertThat(client.ask("where", "said-for-all")).as("the deployment's").isEqualTo("hearth-object-said-for-all");
        assertThat(client.ask("where", "described")).as("the object's").startsWith("hearth-request-");
        assertThat(client.ask("where", "annotated")).as("the class's").startsWith("hearth-wire-");
    }

    @Test
    void ownThreadsAndRequestsAreVirtualWhereTheJdkIsNewEnough() {
        String kind = jdks.server().version() >= 24 ? "virtual " : "";
        assertThat(client.ask("thread", "per-object/a")).isEqualTo(kind + "hearth-object-per-object/a");
        assertThat(client.ask("thread", "per-request")).startsWith(kind + "hearth-request-");
        assertThat(client.ask("thread", "single")).isEqualTo("hearth-single");
        assertThat(client.ask("thread", "pooled")).startsWith("hearth-");
    }

    @Test
    void threadLocalsSurviveFromCallToCallAndNotAtRest() {
        for (int i = 1; i <= 5; i++) {
            assertThat(client.ask("countOnThread", "kept-per-object/counted")).isEqualTo("" + i);
            assertThat(client.ask("countOnThread", "single")).isEqualTo("" + i);
        }
        client.ask("touch", "kept-per-object/counted");

        client.ask("touch", "kept-per-object/other"); // one more than may be active
        await("the object at rest").until(() -> resting("kept-per-object/counted"));

        assertThat(client.ask("countOnThread", "kept-per-object/counted")).isEqualTo("1");
        assertThat(client.ask("peek", "kept-per-object/counted")).isEqualTo("1");
        assertThat(client.ask("countOnThread", "single"))
                .as("the single thread never ends")
                .isEqualTo("6");
    }

    private static boolean resting(String object) throws IOException {
        return server.hearth("objects")
                .out()
                .lines()
                .anyMatch(line -> line.contains(object) && line.contains("passive"));
    }

    @Test
    void chainThatComesBackIsOnTheThreadOfEachObject() {
        List<String> way = List.of(
                "kept-per-object/w",
                "single",
                "per-request",
                "pooled",
                "per-object/w",
                "kept-single/w",
                "kept-per-object/w",
                "kept-per-request/w",
                "single",
                "per-object/w",
                "per-request",
                "kept-single/w",
                "kept-per-object/w");
        String[] threads = client.ask("walk", String.join(",", way)).split(" ");
        assertThat(threads).hasSameSizeAs(way);

        Map<String, String> own = new HashMap<>();
        for (int i = 0; i < threads.length; i++) {
            String object = way.get(i);
            String thread = threads[i];
            if (object.contains("single")) {
                assertThat(thread).startsWith("hearth-single#");
                assertThat(own.putIfAbsent("single", thread)).isIn(null, thread);
            } else if (object.contains("per-object")) {
                assertThat(thread).startsWith("hearth-object-" + object + "#");
                assertThat(own.putIfAbsent(object, thread)).isIn(null, thread);
            } else if (object.contains("per-request")) {
                assertThat(thread).startsWith("hearth-request-");
                assertThat(List.of(threads).subList(0, i)).doesNotContain(thread);
            } else {
                assertThat(thread).as("the caller's").isEqualTo(threads[i - 1]);
            }
        }
    }
}
