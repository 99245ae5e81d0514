package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What plain clients see of the module {@code limits}. */
@Timeout(180)
class LimitsIT {

    private static final Jdk JDK = Jdks.all().get(0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private void settings(String yaml) throws IOException {
        Files.writeString(folder.resolve("hearth.yaml"), "modules:\n  limits:\n" + yaml.indent(4));
    }

    private Path deployHold() {
        Sources.jar(folder.resolve("deploy/hold.jar"), "hold.Hold", "hold.HoldObject")
                .make();
        return Sources.client(folder.resolve("client.jar"), "hold.Hold", "hold.HoldClient");
    }

    @Test
    void moreCallsPerSecondThanAllowedAreRefusedWithTheTimeToComeAgain() throws Exception {
        settings("calls-per-second-per-object: 1\nburst: 4s\n");
        Path jar = deployHold();
        try (Server server = Server.start(JDK, folder);
                Client client = Client.start(JDK, jar, "hold.HoldClient", server.port())) {
            client.ask("hello"); // two calls: one of the registry, and one of the object

            String refusal = firstFailure(client);

            assertThat(refusal)
                    .contains(
                            "AccessException",
                            "HEARTH-DENIED: limits: 1 calls per second to ",
                            " are the limit; try again in ")
                    .containsPattern("try again in \\d{1,4} ms");
            await("a token comes with time").atMost(PATIENCE).until(() -> client.succeeds("hello"));
        }
    }

    private static String firstFailure(Client client) {
        for (int i = 0; i < 1_000; i++) {
            Optional<String> failure = client.failureOf("hello");
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        throw new AssertionError("none of 1,000 calls was refused");
    }

    @Test
    void aCallInProgressIsCountedUntilItIsOverWhateverBecomesOfItsCaller() throws Exception {
        settings("calls-in-progress-per-object: 1\n");
        Path jar = deployHold();
        Path letGo = folder.resolve("let-go");
        try (Server server = Server.start(JDK, folder);
                Client other = Client.start(JDK, jar, "hold.HoldClient", server.port())) {
            try (Client patient = Client.start(JDK, jar, "hold.HoldClient", server.port())) {
                CompletableFuture<String> held = begin(patient, folder.resolve("first"), letGo);
                assertThat(other.failure("hello"))
                        .contains(
                                "HEARTH-DENIED: limits: 1 calls in progress to hold are the limit; try again when one");
                Files.createFile(letGo);
                assertThat(held.get(30, TimeUnit.SECONDS)).isEqualTo("finished");
            }
            assertThat(other.ask("hello")).isEqualTo("hello");

            Files.delete(letGo);
            Client killed = Client.start(JDK, jar, "hold.HoldClient", server.port());
            begin(killed, folder.resolve("second"), letGo);
            killed.kill();
            assertThat(other.failure("hello")).as("its call goes on").contains("HEARTH-DENIED: limits");
            Files.createFile(letGo);
            await("the call of the killed client is over").atMost(PATIENCE).until(() -> other.succeeds("hello"));
        }
    }

    private static CompletableFuture<String> begin(Client client, Path made, Path awaited) {
        CompletableFuture<String> held = client.begin("untilThere", made, awaited);
        await("the call is in its object").atMost(PATIENCE).until(() -> Files.exists(made));
        return held;
    }

    @Test
    void callsThatThrowOrAreRefusedAreOverToo() throws Exception {
        settings("calls-in-progress: 2\n");
        Bank.deploy(folder.resolve("deploy"));
        try (Server server = Server.start(JDK, folder);
                Client client = Bank.client(JDK, folder, server.port())) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.failure("withdraw", "empty", 1)).contains("bank.TooLittle");
                assertThat(client.failure("lookup", "nobody")).contains("NotBoundException");
            }
            assertThat(client.ask("deposit", "alice", 1)).isEqualTo("1");
        }
    }

    @Test
    void aSettingThatMakesNoSenseStopsTheStart() throws Exception {
        settings("calls-per-second: -1\n");
        Files.createDirectories(folder.resolve("deploy"));

        Ran refused = Server.refused(JDK, folder);

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("modules.limits.calls-per-second is from 0 to");
    }
}
