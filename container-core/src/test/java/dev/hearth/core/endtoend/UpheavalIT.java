package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Pair;
import dev.hearth.core.endtoend.Server.Ran;
import dev.hearth.core.testing.JarMaker;
import dev.hearth.core.testing.Stress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that deposit without a pause while an operator replaces, holds, discards, drains and cancels, and objects rest. */
@Timeout(7_200)
class UpheavalIT {

    private static final int ROUNDS = Stress.times(3);
    private static final Pattern WAITS = Pattern.compile("\"id\":(\\d+),\"object\":\"[a-z]");
    private static final Pattern EXPECTED =
            Pattern.compile("(planned|HEARTH-(DISCARDED|DRAINING|CANCELLED|DEADLINE|DEADLOCK|BUSY))(; |$)");

    @TempDir
    private Path folder;

    private Path till(int version) {
        return JarMaker.jar(folder.resolve("till.jar"))
                .source("till.Till", Sources.text("till.Till"))
                .source("till.TillObject", Sources.text("till.TillObject").replace("version one", "version " + version))
                .make();
    }

    private static void run(Server server, String command, String... arguments) throws IOException {
        Ran ran = server.hearth(command, arguments);
        assertThat(ran.code()).as(command + ": " + ran.out() + ran.err()).isZero();
    }

    private static void awaitMore(Client client) {
        long before = Long.parseLong(client.ask("acknowledged"));
        await("deposits go on").until(() -> Long.parseLong(client.ask("acknowledged")) > before + 50);
    }

    private static void cancelOneThatWaits(Server server) throws IOException {
        Matcher waiting = WAITS.matcher(server.hearth("ps", "--json").out());
        if (waiting.find()) {
            server.hearth("cancel", waiting.group(1));
        }
    }

    private static void shut(Server server, String state) throws IOException {
        run(server, state, "till");
        if (state.equals("hold")) {
            cancelOneThatWaits(server);
        }
        run(server, "resume", "till");
    }

    @ParameterizedTest
    @MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
    void everyAcknowledgedDepositIsThereOnceHoweverMuchIsChangedMeanwhile(Pair jdks, TestReporter reporter)
            throws Exception {
        long seed = Long.getLong("hearth.stress.seed", 1);
        Random random = new Random(seed);
        Path jar = folder.resolve("client.jar");
        Sources.client(jar, "till.Till", "till.TillClient");
        try (Server server = Server.start(
                        jdks.server(),
                        folder,
                        "--store.durability=process",
                        "--objects.idle=1s",
                        "--objects.max-active=3",
                        "--threads.pool=3");
                Client client = Client.start(jdks.client(), jar, "till.TillClient", server.port())) {
            run(server, "deploy", till(1).toString());
            client.ask("begin", seed);
            for (int round = 2; round < ROUNDS + 2; round++) {
                run(server, "deploy", till(round).toString());
                awaitMore(client);
                assertThat(client.ask("version")).isEqualTo("version " + round + ", version " + round);
                shut(server, random.nextBoolean() ? "hold" : random.nextBoolean() ? "discard" : "drain");
                cancelOneThatWaits(server);
                awaitMore(client);
            }
            String refused = client.ask("end");
            reporter.publishEntry("deposits", client.ask("acknowledged") + "; refused: " + refused);
            assertThat(EXPECTED.matcher(refused).replaceAll("")).as(refused).isEmpty();
            assertThat(client.ask("wrong")).isEmpty();
            assertThat(server.hearth("ps").out()).doesNotContain("till");
            assertThat(server.log()).doesNotContain("ERROR");
        }
    }
}
