package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** How long transient objects live: as long as a client holds a stub, or the server's name for them lasts. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(120)
record TransientLivesIT(Pair jdks) {

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
        Sources.jar(place.resolve("deploy/maker.jar"), "maker.Maker", "maker.Made", "maker.MakerObject")
                .make();
        server = Server.start(jdks.server(), place);
        Path jar = Sources.client(place.resolve("client.jar"), "maker.Maker", "maker.Made", "maker.MakerClient");
        client = Client.start(jdks.client(), jar, "maker.MakerClient", server.port());
    }

    @Test
    void anonymousObjectEndsWhenItsClientLetsGoAndAnotherLives() throws IOException {
        int before = Integer.parseInt(client.ask("ended"));
        assertThat(client.ask("make")).isEqualTo("hello hello");
        assertThat(server.hearth("objects").out()).contains("maker/~");

        client.ask("drop");

        await("one of two objects ends").until(() -> Integer.parseInt(client.ask("ended")) == before + 1);
        assertThat(client.ask("kept")).isEqualTo("hello");
    }

    @Test
    void anonymousObjectEndsWhenItsClientIsKilled() throws IOException {
        try (Server quick = Server.start(jdks.server(), secondPlace(), "--wire.lease=4s");
                Client watcher =
                        Client.start(jdks.client(), place.resolve("client.jar"), "maker.MakerClient", quick.port())) {
            Client victim = Client.start(jdks.client(), place.resolve("client.jar"), "maker.MakerClient", quick.port());
            victim.ask("make");
            assertThat(watcher.ask("ended")).isEqualTo("0");

            victim.kill();

            await("both objects end when the leases have expired")
                    .until(() -> watcher.ask("ended").equals("2"));
        }
    }

    private static Path secondPlace() {
        Path second = place.resolve("second");
        Sources.jar(second.resolve("deploy/maker.jar"), "maker.Maker", "maker.Made", "maker.MakerObject")
                .make();
        return second;
    }

    @Test
    void preloadedObjectIsThereBeforeItsFirstCallAndItsStubAfterARestart() throws IOException {
        client.ask("count");
        assertThat(Integer.parseInt(client.ask("count"))).isGreaterThan(1);

        server.kill().again();

        assertThat(server.hearth("objects").out())
                .containsPattern("(?m)^maker +maker +transient +active")
                .doesNotContain("maker/~");
        assertThat(client.ask("count")).isEqualTo("1");
    }
}
