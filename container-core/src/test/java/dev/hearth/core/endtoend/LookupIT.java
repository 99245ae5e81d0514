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

/** The ways by which a client finds an object, with each JDK on each side. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#pairs")
@Timeout(120)
record LookupIT(Pair jdks) {

    @TempDir
    static Path folder;

    private static Server server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        Bank.deploy(place.resolve("deploy"));
        server = Server.start(jdks.server(), place);
        client = Bank.client(jdks.client(), place, server.port());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void registryFindsAKeyBelowAType() {
        assertThat(client.ask("deposit", "alice", 7)).isEqualTo("7");
        assertThat(client.ask("balance", "alice")).isEqualTo("7");
    }

    @Test
    void namingFindsTheSameObject() {
        client.ask("deposit", "by-naming", 8);

        assertThat(client.ask("byNaming", "by-naming")).isEqualTo("8");
    }

    @Test
    void jndiFindsTheSameObject() {
        client.ask("deposit", "by/jndi", 9);

        assertThat(client.ask("byJndi", "by/jndi")).isEqualTo("9");
    }

    @Test
    void listNamesTheTypes() {
        assertThat(client.ask("list")).isEqualTo("accounts clerk");
    }

    @Test
    void unknownNameIsToldWithTheNearest() {
        assertThat(client.failure("lookup", "acounts/alice"))
                .startsWith("java.rmi.NotBoundException: acounts/alice")
                .contains("accounts");
    }

    @Test
    void keyThatIsNoneIsRefused() {
        assertThat(client.failure("lookup", "accounts/a~b")).contains("accounts/a~b");
        assertThat(client.failure("lookup", "accounts//b")).contains("accounts//b");
    }

    @Test
    void deployedNameCannotBeBoundOver() {
        assertThat(client.failure("bind", "accounts")).contains("accounts");
    }
}
