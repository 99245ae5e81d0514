package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.healthmarketscience.rmiio.RemoteInputStream;
import dev.hearth.core.endtoend.Jdks.Pair;
import dev.hearth.core.testing.JarMaker;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A library that streams over RMI, in the deployment and at the client, unchanged. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(180)
record StreamsIT(Pair jdks) {

    private static final long MUCH = 100_000_000;
    private static final long SOME = 3_000_001;

    @TempDir
    static Path folder;

    private static Server server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws Exception {
        Path place = folder.resolve(jdks.toString());
        Path library = place(RemoteInputStream.class);
        Path logging = place(LogFactory.class);
        Path deployment = Files.createDirectories(place.resolve("deploy/depot"));
        Files.copy(library, deployment.resolve("rmiio.jar"));
        Files.copy(logging, deployment.resolve("logging.jar"));
        Sources.jar(deployment.resolve("depot.jar"), "stream.Depot", "stream.DepotObject", "stream.Bytes")
                .classPath(library)
                .make();
        JarMaker programs = Sources.jar(
                place.resolve("client.jar"), "stream.Depot", "stream.Bytes", "stream.StreamClient", "check.Runner");
        Path jar = programs.classPath(library).make();
        server = Server.start(jdks.server(), place, "--wire.lease=10s", "--wire.message-bytes=1MiB");
        String path = String.join(File.pathSeparator, jar.toString(), library.toString(), logging.toString());
        client = Client.start(jdks.client(), Path.of(path), "stream.StreamClient", server.port());
    }

    private static Path place(Class<?> ofJar) throws URISyntaxException {
        return Path.of(ofJar.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void muchMoreThanAMessageHoldsStreamsBothWays() {
        String expected = client.ask("expected", MUCH);

        assertThat(client.ask("hosted", MUCH)).isEqualTo(expected);
        assertThat(client.ask("send", MUCH)).isEqualTo(expected);
    }

    @Test
    void streamThatTheLibraryExportsAndOneThatComesBackAreRead() {
        String expected = client.ask("expected", SOME);

        assertThat(client.ask("exported", SOME)).isEqualTo(expected);
        assertThat(client.ask("sendBack", SOME)).isEqualTo(expected);
    }

    @Test
    void hostedStreamsEndWhenTheirClientLetsGo() throws IOException {
        for (int i = 0; i < 20; i++) {
            client.ask("hosted", 10);
        }

        await("no stream is left").until(() -> {
            int closed = Integer.parseInt(client.ask("closed"));
            return closed >= 20 && !server.hearth("objects").out().contains("depot/~");
        });
    }
}
