package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The container as the registry of a plain RMI server in another JVM, for clients in a third; the container has none of
 * their classes.
 */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(120)
record RegistryIT(Pair jdks) {

    @TempDir
    static Path folder;

    private static Server hearth;
    private static Client server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        Bank.deploy(place.resolve("deploy"));
        Sources.jar(place.resolve("deploy").resolve("host.jar"), "greet.Greeter", "greet.HostObject")
                .make();
        hearth = Server.start(jdks.server(), place);
        Path jar = Sources.client(
                place.resolve("greet.jar"), "greet.Greeter", "greet.Wire", "greet.PlainServer", "greet.GreetClient");
        server = Client.start(jdks.client(), jar, "greet.PlainServer", hearth.port());
        client = Client.start(jdks.client(), jar, "greet.GreetClient", hearth.port());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
        hearth.close();
    }

    @AfterEach
    void unbindAll() {
        for (String name : client.ask("list").split(" ")) {
            server.succeeds("unbind", name);
        }
    }

    private static String url(String name) {
        return "rmi://127.0.0.1:" + hearth.port() + "/" + name;
    }

    @Test
    void itAnswersAsTheJdksRegistryDoes() {
        server.ask("bindTheRegistryItself", "self");
        String jdk = client.ask("transcript", server.ask("jdkRegistry"));

        assertThat(client.ask("transcript", hearth.port()))
                .as("by operation numbers")
                .isEqualTo(jdk);
        assertThat(client.ask("transcriptByHash", "self"))
                .as("by method hashes")
                .isEqualTo(jdk)
                .contains("java.rmi.AlreadyBoundException: zork", "java.rmi.NotBoundException: zork")
                .contains("java.lang.NullPointerException");
    }

    @Test
    void whatOneJvmBindsAnotherFindsAndCalls() {
        server.ask("bind", "polite", "good day");

        assertThat(client.ask("greet", "polite")).isEqualTo("good day you");
        assertThat(client.ask("callback", "polite")).isEqualTo("good day and called back me");
        assertThat(client.ask("list")).isEqualTo("accounts clerk host polite");

        server.ask("unbind", "polite");
        assertThat(client.failure("greet", "polite")).startsWith("java.rmi.NotBoundException: polite");
    }

    @Test
    void socketFactoriesOfUnknownClassesComeThrough() {
        server.ask("bindWithOwnSockets", "wired");

        assertThat(client.ask("greet", "wired")).isEqualTo("turned you");
        assertThat(client.ask("ownSocketsMade")).isNotEqualTo("0");
        assertThat(server.failure("bindWithClosedSockets", "closed"))
                .contains("HEARTH-CLASS: ")
                .contains("Externalizable object, of greet.PlainServer$Closed");
    }

    @Test
    void theRegistryKeepsAnObjectAliveThatNobodyElseHolds() {
        server.ask("bindAndForget", "forgotten");

        await("the object is claimed, and survives collections")
                .during(Duration.ofMillis(500))
                .until(() -> server.ask("collect").equals("there"));
        assertThat(client.ask("greet", "forgotten")).isEqualTo("still here you");
    }

    @Test
    void namingBindsAndFinds() {
        server.ask("bindByNaming", url("by/naming"), "hello");

        assertThat(client.ask("byNaming", url("by/naming"))).isEqualTo("hello you of true");
    }

    @Test
    void jndiBindsListsRenamesAndUnbinds() {
        server.ask("bindThroughJndi", url("first"), "hi");
        assertThat(client.ask("byJndi", url("first"))).isEqualTo("hi you");
        assertThat(server.failure("bindThroughJndi", url("first"), "again"))
                .startsWith("javax.naming.NameAlreadyBoundException");
        assertThat(client.ask("jndiRename", "first", "second")).isEqualTo("renamed");
        assertThat(client.ask("jndiRebind", "third", "second")).isEqualTo("bound");
        assertThat(client.ask("jndiList")).isEqualTo("accounts clerk host second third");
        assertThat(client.ask("jndiUnbind", "third")).isEqualTo("unbound");
        assertThat(client.ask("greet", "second")).isEqualTo("hi you");
        assertThat(client.failure("byJndi", url("first"))).startsWith("javax.naming.NameNotFoundException");
    }

    @Test
    void aJndiReferenceIsKeptAndNeverResolvedHere() {
        server.ask("bindReference", url("thing"));

        assertThat(client.ask("reference", url("thing"))).isEqualTo("some.Thing");
        assertThat(hearth.log()).doesNotContain("some.Thing");
    }

    @Test
    void jmxIsServedThroughANameInTheRegistry() {
        String process = server.ask("serveJmx");

        assertThat(client.ask("jmx")).isEqualTo(process);
    }

    @Test
    void theRegistrysOwnStubCanBeBoundAndCallsByHash() {
        server.ask("bind", "polite", "good day");
        server.ask("bindTheRegistryItself", "self");

        assertThat(client.ask("throughTheRegistryItself", "self", "polite")).isEqualTo("good day you false");
    }

    @Test
    void aNameForAHostedObjectMeansTheObjectUntilThatEnds() throws IOException {
        try (Client bank = Bank.client(jdks.client(), folder.resolve(jdks.toString()), hearth.port())) {
            bank.ask("deposit", "bound", 5);
            bank.ask("bind", "mine");
            bank.ask("deposit", "bound", 5);
            assertThat(bank.ask("boundBalance", "mine")).isEqualTo("10");

            bank.ask("keep", "bound");
            bank.ask("closeKept", "bound");
            assertThat(bank.failure("boundBalance", "mine")).startsWith("java.rmi.NotBoundException: mine");
            assertThat(bank.ask("list")).isEqualTo("accounts clerk host");
        }
    }

    @Test
    void hostedCodeBindsItselfAndFindsWhatOthersBound() {
        assertThat(client.ask("greet", "host")).isEqualTo("bound myself for you");
        assertThat(client.ask("greet", "myself")).isEqualTo("bound myself for you");

        server.ask("bind", "polite", "good day");
        assertThat(client.ask("through", "host", "polite")).isEqualTo("good day guest");
        server.ask("bindWithOwnSockets", "wired");
        assertThat(client.failure("through", "host", "wired")).contains("its socket factory is of class greet.Wire");
        assertThat(client.ask("through", "host", "myself")).isEqualTo("bound myself for guest");
    }

    @Test
    void deployedNamesStayWhatTheyAre() {
        assertThat(server.failure("bind", "accounts", "x")).startsWith("java.rmi.AlreadyBoundException: accounts");
        assertThat(server.failure("bind", "accounts/alice", "x")).startsWith("java.rmi.AlreadyBoundException");
        for (String refused : new String[] {
            server.failure("rebind", "accounts", "x"),
            server.failure("rebind", "accounts/alice", "x"),
            server.failure("unbind", "accounts")
        }) {
            assertThat(refused)
                    .startsWith("java.rmi.ServerException")
                    .contains("<- java.rmi.AccessException: HEARTH-BIND: Registry.");
        }
    }

    @Test
    void namesAreGoneAfterARestart() throws IOException {
        server.ask("bind", "polite", "good day");
        hearth.kill().again();

        assertThat(client.ask("list")).isEqualTo("accounts clerk host");
    }
}
