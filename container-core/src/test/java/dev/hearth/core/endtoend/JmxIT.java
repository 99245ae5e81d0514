package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Pair;
import java.io.IOException;
import java.nio.file.Files;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own management client, through the one port. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(120)
record JmxIT(Pair jdks) {

    @TempDir
    static Path folder;

    private static Path place;
    private static Server server;
    private static Path jar;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        place = folder.resolve(jdks.toString());
        Sources.jar(
                        place.resolve("deploy/manage.jar"),
                        "manage.KnownModule",
                        "manage.Gadget",
                        "manage.Counting",
                        "manage.CountingObject")
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "manage.KnownModule\n")
                .make();
        jar = Sources.client(place.resolve("client.jar"), "manage.Gadget", "manage.Counting", "manage.ManageClient");
        server = Server.start(jdks.server(), place, "--jmx.enabled=true", "--jmx.connections=3", "--wire.lease=5s");
        client = Client.start(jdks.client(), jar, "manage.ManageClient", server.port());
        client.ask("register");
        assertThat(client.ask("connect")).startsWith("rmi:");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    private static long connections() throws IOException {
        return server.hearth("objects")
                .out()
                .lines()
                .filter(line -> line.startsWith("jmxrmi/~"))
                .count();
    }

    @Test
    void attributesOperationsAndQueriesWork() {
        assertThat(client.ask("count")).isEqualTo("many");
        assertThat(client.ask("heap")).isEqualTo("used");
        assertThat(client.ask("threads")).isEqualTo("hearth's");
        assertThat(client.ask("proxied")).isEqualTo("Java Management Extensions");
        assertThat(client.ask("attributes")).isEqualTo("8 [Count = 9] [Count = 9] true");
        assertThat(client.ask("echo", "list")).isEqualTo("equal");
        assertThat(client.ask("echo", "composite")).isEqualTo("equal");
        assertThat(client.ask("query")).isEqualTo("[manage:type=Counter] pools");
        assertThat(client.ask("connectWithPassword")).startsWith("rmi:");
    }

    @Test
    void notificationsArrive() {
        assertThat(client.ask("listen")).isEqualTo("listening");

        assertThat(client.ask("tell", "one")).isEqualTo("one!");
        assertThat(client.ask("tell", "two")).isEqualTo("two!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gadget", "gadgets", "gadget map"})
    void gadgetInAnArgumentIsRefusedBeforeItIsMade(String kind) {
        assertThat(client.failure("echo", kind)).contains("REJECTED");

        assertThat(client.ask("gadget")).isEqualTo("asleep");
        assertThat(server.log()).contains("manage.Gadget is not let in with the arguments of RMIConnection.invoke");
    }

    @Test
    void gadgetThatNobodyOpensIsNotMade() {
        assertThat(client.ask("echo", "hidden")).isEqualTo("equal");

        assertThat(client.ask("gadget")).isEqualTo("asleep");
    }

    @ParameterizedTest
    @CsvSource({"connectWith,gadget", "connectWith,list"})
    void credentialsAreTextsOrNothing(String method, String kind) {
        assertThat(client.failure(method, kind)).contains("java.rmi.UnmarshalException: HEARTH-CLASS");

        assertThat(client.ask("gadget")).isEqualTo("asleep");
    }

    @Test
    void gadgetInAnAttributeIsRefusedBeforeItIsMade() {
        assertThat(client.failure("attributeGadget")).contains("REJECTED");

        assertThat(client.ask("gadget")).isEqualTo("asleep");
    }

    @Test
    void hooksSeeEachCallAndCodeIsNotLoaded() {
        assertThat(client.failure("dependsOnHooks")).contains("HEARTH-DENIED", "not this one");
        assertThat(client.failure("make", "javax.management.loading.MLet"))
                .startsWith("java.lang.SecurityException: MBeans are not made through this connection");
        assertThat(client.ask("count")).isEqualTo("many");
    }

    @Test
    void connectionEndsWhenItsClientClosesItAndWhenItsClientIsKilled() throws IOException {
        await("one is left").until(() -> connections() == 1);
        client.ask("connect");
        assertThat(connections()).isEqualTo(2);
        client.ask("close");
        await("the closed one is gone").until(() -> connections() == 1);

        Client victim = Client.start(jdks.client(), jar, "manage.ManageClient", server.port());
        victim.ask("connect");
        victim.ask("connect");
        assertThat(client.failure("connect")).contains("jmx.connections allows 3 clients");
        assertThat(connections()).isEqualTo(3);
        victim.kill();

        await("the leases of the killed client end").until(() -> connections() == 1);
        assertThat(client.ask("connectWithPassword")).startsWith("rmi:");
        assertThat(client.ask("count")).isEqualTo("many");
    }

    @Test
    void managerWhoWaitsForNotificationsDoesNotHoldAStopUp() throws IOException {
        Path other = place.resolve("stopped");
        Files.createDirectories(other.resolve("deploy"));
        Files.copy(place.resolve("deploy/manage.jar"), other.resolve("deploy/manage.jar"));
        try (Server stopped = Server.start(jdks.server(), other, "--jmx.enabled=true", "--stop.timeout=20s");
                Client manager = Client.start(jdks.client(), jar, "manage.ManageClient", stopped.port())) {
            manager.ask("register");
            manager.ask("connect");
            manager.ask("listen");
            assertThat(manager.ask("tell", "before")).isEqualTo("before!");
            await("it waits for the next")
                    .until(() -> stopped.hearth("ps").out().contains("fetchNotifications"));

            stopped.terminate();

            stopped.ended();
            assertThat(stopped.log()).doesNotContain("did not finish within stop.timeout");
        }
    }

    @Test
    void withoutAuthenticationTheStartIsRefusedAndTheCheckSaysSo() throws IOException {
        Path open = Files.createDirectories(place.resolve("open"));
        Files.createDirectories(open.resolve("deploy"));

        Server.Ran start = Server.refused(jdks.server(), open, "--jmx.enabled=true");
        Server.Ran check = Server.hearth(jdks.server(), open, java.util.List.of("check", "--jmx.enabled=true"));

        assertThat(start.code()).as(start.err()).isEqualTo(2);
        assertThat(start.err()).contains("jmx.enabled", "authenticate");
        assertThat(check.code()).as(check.out()).isNotZero();
        assertThat(check.err()).contains("jmx.enabled", "authenticate");
    }

    @Test
    void checkIsContentWithAModuleThatAuthenticates() throws IOException {
        Server.Ran check = Server.hearth(jdks.server(), place, java.util.List.of("check", "--jmx.enabled=true"));

        assertThat(check.code()).as(check.err()).isZero();
    }

    @Test
    void whereItIsOffNobodyFindsIt() throws IOException {
        try (Server off = Server.start(jdks.server(), Files.createDirectories(place.resolve("off")));
                Client other = Client.start(jdks.client(), jar, "manage.ManageClient", off.port())) {
            assertThat(other.failure("connect")).contains("NameNotFoundException: jmxrmi");
        }
    }
}
