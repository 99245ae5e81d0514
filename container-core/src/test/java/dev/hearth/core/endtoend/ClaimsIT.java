package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What several clients hold of transient objects, and what the container holds of theirs. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(180)
record ClaimsIT(Pair jdks) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] CLIENT = {"house.House", "house.HouseClient"};

    @TempDir
    static Path folder;

    private static Path jar;
    private static Server server;
    private static Client left;
    private static Client right;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        Sources.jar(place.resolve("deploy/house.jar"), "house.House", "house.HouseObject")
                .make();
        jar = Sources.client(place.resolve("client.jar"), CLIENT);
        server = Server.start(jdks.server(), place, "--wire.lease=4s", "--objects.linger=5s");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @BeforeEach
    void clients() throws IOException {
        left = Client.start(jdks.client(), jar, "house.HouseClient", server.port());
        right = Client.start(jdks.client(), jar, "house.HouseClient", server.port());
    }

    @AfterEach
    void ended() {
        left.close();
        right.close();
    }

    /** Without a question mark behind its name: it was told that nobody refers to it. */
    private static void awaitGone(String room) {
        await(room + " is gone")
                .atMost(PATIENCE)
                .until(() -> List.of(left.ask("gone").split(" ")).contains(room));
    }

    @Test
    void objectThatTwoClientsHoldEndsWithTheLastOfThem() {
        assertThat(left.ask("take", "shared")).isEqualTo("shared");
        assertThat(right.ask("take", "shared")).isEqualTo("shared");
        assertThat(left.ask("take", "single")).isEqualTo("single");

        left.ask("drop", "shared");
        left.ask("drop", "single");

        awaitGone("single");
        assertThat(right.ask("gone")).doesNotContain("shared");
        assertThat(right.ask("call", "shared")).isEqualTo("shared");

        right.ask("drop", "shared");
        awaitGone("shared");
    }

    @Test
    void stubThatIsFetchedAgainAndAgainEndsOnce() {
        for (int i = 0; i < 5; i++) {
            assertThat(left.ask("takeTwice", "again")).isEqualTo("true again");
            left.ask("take", "again");
        }

        left.ask("drop", "again");

        awaitGone("again");
    }

    @Test
    void renewedLeasesOutlastTheirLength() {
        left.ask("take", "long");
        right.ask("take", "killed");
        right.kill();

        awaitGone("killed"); // after a whole lease

        assertThat(left.ask("call", "long")).isEqualTo("long");
        left.ask("drop", "long");
        awaitGone("long");
    }

    @Test
    void manyShortLivedObjectsEnd() throws IOException {
        assertThat(left.ask("passThrough", 2_000)).isEqualTo("right 2000");

        await("nothing is left of them").atMost(PATIENCE).until(() -> {
            left.ask("gone");
            return !server.hearth("objects").out().contains("house/~");
        });
        assertThat(server.hearth("ps").out()).doesNotContain("house/~");
    }

    @Test
    void callbackOfADeadClientFailsAndTheOthersAreStillCalled() {
        left.ask("hang", "one");
        right.ask("hang", "other");
        assertThat(right.ask("ring")).contains("one at bell", "other at bell");

        left.kill();

        await("the dead one's callback fails")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(right.ask("ring"))
                        .contains("ConnectException", "other at bell")
                        .doesNotContain("one at"));
    }

    @Test
    void callThatWaitsLongerThanEveryTimeLimitIsNotCut() throws IOException {
        Path place = folder.resolve("door " + jdks);
        Sources.jar(place.resolve("deploy/house.jar"), "house.House", "house.HouseObject")
                .make();
        try (Server strict = Server.start(
                        jdks.server(),
                        place,
                        "--wire.lease=3s",
                        "--wire.message-timeout=3s",
                        "--wire.handshake-timeout=3s",
                        "--wire.outgoing-deadline=3s");
                Client waiter = Client.start(jdks.client(), jar, "house.HouseClient", strict.port());
                Client victim = Client.start(jdks.client(), jar, "house.HouseClient", strict.port())) {
            waiter.ask("beginToWait");
            await("the call is in the object")
                    .atMost(PATIENCE)
                    .until(() -> victim.ask("somebodyWaits").equals("true"));
            victim.ask("take", "killed");
            victim.kill();
            await("more than a lease has passed")
                    .atMost(PATIENCE)
                    .until(() -> waiter.ask("gone").contains("killed"));

            assertThat(waiter.ask("openTheDoor")).isEqualTo("it is open");
        }
    }

    @Test
    void noThreadOfTheJdksOwnRmiRuns() {
        left.ask("hang", "left");
        left.ask("ring");
        left.ask("take", "room");

        assertThat(left.ask("threads")).contains("hearth-lives").doesNotContain("GC Daemon", "RMI ");
    }
}
