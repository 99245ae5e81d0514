package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Pair;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Which threads are in an object, who may be called back, and calls between deployments. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(120)
record ThreadingIT(Pair jdks) {

    @TempDir
    static Path folder;

    private static Path place;
    private static Server server;
    private static Client client;

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        place = folder.resolve(jdks.toString());
        Path deploy = place.resolve("deploy");
        Path shared =
                Sources.jar(deploy.resolve("lib/shared.jar"), "shared.Adder").make();
        Sources.jar(deploy.resolve("adder.jar"), "shared.AdderObject")
                .classPath(shared)
                .make();
        Sources.jar(
                        deploy.resolve("office.jar"),
                        "office.Desk",
                        "office.Listener",
                        "office.DeskObject",
                        "office.Bookkeeper",
                        "office.BookkeeperObject")
                .classPath(shared)
                .make();
        server = Server.start(jdks.server(), place);
        Path jar = Sources.client(
                place.resolve("client.jar"),
                "office.Desk",
                "office.Listener",
                "office.Bookkeeper",
                "office.OfficeClient");
        client = Client.start(jdks.client(), jar, "office.OfficeClient", server.port());
    }

    @Test
    void singleIsOneThreadForAllObjectsAndNoCallsOverlap() {
        assertThat(client.ask("visits", "single", 25)).isEqualTo("1 threads, at most 1");
        assertThat(client.ask("sameThread", "single/a", "single/b")).isEqualTo("true");
    }

    @Test
    void perObjectIsOneThreadForEachAndOnlyDifferentObjectsOverlap() {
        assertThat(client.ask("visits", "per-object/a", 25)).isEqualTo("1 threads, at most 1");
        assertThat(client.ask("sameThread", "per-object/a", "per-object/b")).isEqualTo("false");
        assertThat(client.ask("meet", "per-object/a", "per-object/b")).isEqualTo("met");
    }

    @Test
    void perRequestIsANewThreadForEachCallAndCallsOverlap() {
        assertThat(client.ask("visits", "per-request", 25)).startsWith("100 threads");
        assertThat(client.ask("meet", "per-request", "per-request")).isEqualTo("met");
    }

    @Test
    void pooledCallsOverlapOnFewerThreadsThanCalls() {
        String[] words = client.ask("visits", "pooled", 25).split(" ");
        assertThat(Integer.parseInt(words[0])).isLessThan(100);
        assertThat(client.ask("meet", "pooled", "pooled")).isEqualTo("met");
    }

    @Test
    void clientThatIsCalledBackMayCallInAgain() {
        assertThat(client.ask("tell", "pooled", "pooled")).isEqualTo("it said: news and went back in");
        assertThat(client.ask("tell", "per-request", "per-request")).isEqualTo("it said: news and went back in");
        assertThat(client.ask("tell", "per-object/told", "per-object/other"))
                .isEqualTo("it said: news and went back in");
    }

    @Test
    void objectsOfTwoDeploymentsCallEachOtherByValue() {
        assertThat(client.ask("book", 30, 12)).isEqualTo("42 of 2");
    }
}
