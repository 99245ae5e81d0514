package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearth.core.endtoend.Jdks.Pair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Stubs name the address by which their client reached the container, or the advertised one. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(180)
record AddressesIT(Pair jdks) {

    private static final String[] INTERFACES = {
        "alike.Kinds", "alike.Left", "alike.Typed", "alike.Hub", "alike.Hidden", "alike.Values", "alike.Show"
    };

    @TempDir
    static Path folder;

    private static Path jar;
    private static Server server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        jar = Sources.jar(place.resolve("client.jar"), INTERFACES)
                .source("alike.WhereProgram", Sources.text("alike.WhereProgram"))
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        deploy(place);
        server = Server.start(jdks.server(), place, "--host=0.0.0.0", "--open=true");
        client = Client.start(jdks.client(), jar, "alike.WhereProgram", server.port());
    }

    private static void deploy(Path place) {
        Sources.jar(place.resolve("deploy/alike.jar"), INTERFACES)
                .source("alike.KindsServant", Sources.text("alike.KindsServant"))
                .source("alike.HubServant", Sources.text("alike.HubServant"))
                .source("alike.Lacking", Sources.text("alike.Lacking"))
                .resource(
                        "META-INF/hearth.yaml",
                        "objects: [{name: kinds, class: alike.KindsServant}, {name: hub, class: alike.HubServant}]")
                .make();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    private static String seen(String host, int port) {
        return host + ":" + port + " [thing hub true ][thing of a callback]";
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "localhost, 127.0.0.1",
        "127.0.0.2, 127.0.0.2",
        "127.1.2.3, 127.1.2.3",
        "::1, 0:0:0:0:0:0:0:1"
    })
    void stubsNameTheAddressByWhichTheClientCame(String host, String named) {
        assumeTrue(!host.equals("::1") || hasIpv6(), "this machine has no IPv6");

        assertThat(client.ask("endpoints", host, server.port())).isEqualTo(seen(named, server.port()));
    }

    private static boolean hasIpv6() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName("::1"), 0));
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    @Test
    void stubsOfOneObjectAreEqualByTwoNamesAndAfterARestart() throws IOException {
        assertThat(client.ask("equalByNames", "localhost", "127.0.0.1", server.port()))
                .isEqualTo("true true true");
        client.ask("remember", server.port());

        server.kill().again();

        assertThat(client.ask("sameAsRemembered", server.port())).isEqualTo("true true true");
    }

    @Test
    void clientBehindAForwardedPortIsServedThroughItAlone() throws IOException {
        Path place = folder.resolve("forwarded " + jdks);
        deploy(place);
        try (Forwarder forwarder = new Forwarder();
                Server hidden = Server.start(
                        jdks.server(), place, "--wire.lease=4s", "--wire.advertised-port=" + forwarder.port());
                Client outside = Client.start(jdks.client(), jar, "alike.WhereProgram", 0)) {
            forwarder.to(hidden.port());

            assertThat(outside.ask("endpoints", "127.0.0.1", forwarder.port()))
                    .isEqualTo(seen("127.0.0.1", forwarder.port()));
            assertThat(hidden.hearth("objects").out()).contains("hub/~");

            forwarder.cut();

            assertThat(outside.succeeds("call")).isFalse();
            assertThat(outside.failure("call")).contains("java.rmi.ConnectException");
            await("what the client held ends, since its leases can't come another way")
                    .until(() -> !hidden.hearth("objects").out().contains("hub/~"));
        }
    }

    @Test
    void advertisedHostIsNamedInStead() throws IOException {
        Path place = folder.resolve("advertised " + jdks);
        deploy(place);
        try (Server named = Server.start(
                        jdks.server(), place, "--wire.advertised-host=127.0.0.77", "--host=0.0.0.0", "--open=true");
                Client outside = Client.start(jdks.client(), jar, "alike.WhereProgram", 0)) {
            assertThat(outside.ask("endpoints", "127.0.0.1", named.port())).isEqualTo(seen("127.0.0.77", named.port()));
        }
    }
}
