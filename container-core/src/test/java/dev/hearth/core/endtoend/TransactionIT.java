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

/** A chain of calls is a transaction, as a client and the next start see it. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(120)
record TransactionIT(Pair jdks) {

    @TempDir
    static Path folder;

    private static Server server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        Bank.deploy(place.resolve("deploy"));
        server = Server.start(jdks.server(), place, "--store.durability=process");
        client = Bank.client(jdks.client(), place, server.port());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void transferChangesBothAccounts() {
        client.ask("deposit", "giver", 100);

        client.ask("transfer", "giver", "taker", 30);

        assertThat(client.ask("balance", "giver")).isEqualTo("70");
        assertThat(client.ask("balance", "taker")).isEqualTo("30");
    }

    @Test
    void transferWhoseSecondHalfThrowsChangesNeither() throws IOException {
        client.ask("deposit", "poor", 5);
        client.ask("deposit", "rich", 1_000);

        assertThat(client.failure("transfer", "poor", "rich", 6)).startsWith("bank.TooLittle: 1 cents are missing");

        assertThat(client.ask("balance", "poor")).isEqualTo("5");
        assertThat(client.ask("balance", "rich")).isEqualTo("1000");
        server.kill().again();
        assertThat(client.ask("balance", "poor")).isEqualTo("5");
        assertThat(client.ask("balance", "rich")).isEqualTo("1000");
    }

    @Test
    void caughtFailureOfAnInnerCallKeepsTheRest() {
        client.ask("deposit", "bad", 1);

        assertThat(client.ask("depositDespite", "good", "bad", 9)).isEqualTo("caught not this time");

        assertThat(client.ask("balance", "good")).isEqualTo("9");
        assertThat(client.ask("balance", "bad")).isEqualTo("1");
    }

    @Test
    void newObjectWhoseFirstCallThrowsDoesNotExist() throws IOException {
        assertThat(client.failure("depositAndThrow", "unborn", 9)).contains("not this time");

        assertThat(client.ask("exists", "unborn")).isEqualTo("false");
        assertThat(server.hearth("objects").out()).doesNotContain("unborn");
        assertThat(client.ask("deposit", "unborn", 1)).isEqualTo("1");
        assertThat(client.ask("exists", "unborn")).isEqualTo("true");
        assertThat(server.hearth("objects").out()).contains("accounts/unborn");
    }

    @Test
    void removedNameIsANewObjectAndTheOldStubIsDead() throws IOException {
        client.ask("deposit", "ended", 9);
        client.ask("keep", "ended");
        client.ask("closeKept", "ended");

        assertThat(client.failure("keptBalance", "ended")).startsWith("java.rmi.NoSuchObjectException");
        assertThat(client.ask("exists", "ended")).isEqualTo("false");
        assertThat(client.ask("balance", "ended")).isEqualTo("0");
        assertThat(client.failure("keptBalance", "ended")).startsWith("java.rmi.NoSuchObjectException");
        server.kill().again();
        assertThat(client.failure("keptBalance", "ended")).startsWith("java.rmi.NoSuchObjectException");
    }

    @Test
    void removalInAChainThatThrowsDoesNotHappen() {
        client.ask("deposit", "survivor", 9);
        client.ask("keep", "survivor");

        assertThat(client.failure("closeAndThrow", "survivor")).contains("after all");

        assertThat(client.ask("keptBalance", "survivor")).isEqualTo("9");
    }
}
