package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code kill -9} leaves: every deposit that a client was told of, and stubs that work.
 *
 * <p>The system property {@code hearth.kills} says how often each container is killed; 3 if nobody does.
 */
@Timeout(600)
class CrashIT {

    private static final int USUAL_KILLS = 3;
    private static final int KILLS = Integer.getInteger("hearth.kills", USUAL_KILLS);
    private static final int CLIENTS = 2;
    private static final int ACCOUNTS = 2;

    @TempDir
    private Path folder;

    /** Each JDK with one durability; with both where many kills are asked for. */
    static Stream<Arguments> promises() {
        List<String> durabilities = List.of("power", "process");
        List<Pair> jdks = Jdks.crossed();
        return jdks.stream()
                .flatMap(pair -> durabilities.stream()
                        .filter(durability -> KILLS > USUAL_KILLS
                                || jdks.size() == 1
                                || jdks.indexOf(pair) == durabilities.indexOf(durability))
                        .map(durability -> Arguments.of(pair, durability)));
    }

    @ParameterizedTest
    @MethodSource("promises")
    void killedContainerHasAllThatItAcknowledged(Pair jdks, String durability) throws Exception {
        Bank.deploy(folder.resolve("deploy"));
        Path stub = folder.resolve("stub.ser");
        List<Client> clients = new ArrayList<>();
        try (Server server = Server.start(jdks.server(), folder, "--store.durability=" + durability);
                Client writer = Bank.client(jdks.client(), folder, server.port())) {
            writer.ask("deposit", "written", 1);
            writer.ask("write", "written", stub);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Bank.client(jdks.client(), folder, server.port()));
            }
            Client reader = clients.get(0);

            List<Deposits> all = new ArrayList<>();
            for (int round = 1; round <= KILLS; round++) {
                all.addAll(killUnderLoad(server, clients, round));
                server.again();
                assertThat(reader.ask("depositToWritten", stub, 1)).isEqualTo(Long.toString(round + 1));
                all.forEach(deposits -> assertThat(Long.parseLong(reader.ask("balance", deposits.account())))
                        .as("%s after kill", deposits)
                        .isBetween(deposits.acknowledged(), deposits.tried()));
            }
            assertThat(all).hasSize(KILLS * CLIENTS * ACCOUNTS);
        } finally {
            clients.forEach(Client::close);
        }
    }

    /**
     * What one account was given until the container was gone.
     *
     * @param seen the highest balance that a deposit returned
     */
    private record Deposits(String account, long acknowledged, long seen, long tried) {

        static Stream<Deposits> of(String said) {
            return Stream.of(said.split(";")).map(part -> {
                String[] words = part.split(" ");
                return new Deposits(
                        words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
            });
        }
    }

    private List<Deposits> killUnderLoad(Server server, List<Client> clients, int round) {
        List<Path> started = new ArrayList<>();
        List<CompletableFuture<String>> said = new ArrayList<>();
        for (Client client : clients) {
            String name = "round" + round + "-" + clients.indexOf(client);
            started.add(folder.resolve(name));
            said.add(client.begin("depositUntilItEnds", name + "/", ACCOUNTS, folder.resolve(name)));
        }
        await("each client has deposited a while")
                .until(() -> started.stream().allMatch(Files::exists) || !server.alive());
        assertThat(server.alive()).as("the container lives until it is killed").isTrue();
        server.kill();
        List<Deposits> deposits =
                said.stream().map(CompletableFuture::join).flatMap(Deposits::of).toList();
        assertThat(deposits)
                .allMatch(account -> account.acknowledged() > 0)
                .allMatch(account -> account.acknowledged() <= account.seen(), "no update is lost")
                .allMatch(account -> account.seen() <= account.tried(), "none is made twice");
        return deposits;
    }
}
