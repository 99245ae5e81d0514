package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees when things go wrong: the table of the errors, row by row. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(300)
record FailureIT(Pair jdks) {

    private static final String PROGRAM = "trouble.TroubleClient";
    private static final String[] SHARED = {
        "trouble.Declared", "trouble.Tattler", "trouble.Trouble", "trouble.Purse", "trouble.Latches"
    };

    @TempDir
    static Path folder;

    private static Path place;
    private static Server server;
    private static Client client;

    /** The deployment is a folder: its own JAR, and a library with a class that has nothing to do with it. */
    private static void deployTrouble() throws IOException {
        Path home = place.resolve("trouble");
        Path library =
                Sources.jar(home.resolve("outside.jar"), "outside.Stowaway").make();
        Sources.jar(home.resolve("trouble.jar"), SHARED)
                .classPath(library)
                .source("trouble.TroubleObject", Sources.text("trouble.TroubleObject"))
                .source("trouble.PurseObject", Sources.text("trouble.PurseObject"))
                .source("trouble.LatchesObject", Sources.text("trouble.LatchesObject"))
                .make();
        Path deploy = Files.createDirectories(place.resolve("deploy"));
        Files.move(home, deploy.resolve("trouble"));
    }

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        place = folder.resolve(jdks.toString());
        deployTrouble();
        Sources.jar(place.resolve("deploy/gate.jar"), "gate.GateModule")
                .resource("META-INF/services/dev.hearth.api.hook.HookModule", "gate.GateModule\n")
                .make();
        server = Server.start(
                jdks.server(),
                place,
                "--store.durability=process",
                "--threads.queue-per-object=1",
                "--stop.timeout=1s");
        Path jar = place.resolve("client.jar");
        Sources.jar(jar, SHARED)
                .source("outside.Stowaway", Sources.text("outside.Stowaway"))
                .source(PROGRAM, Sources.text(PROGRAM))
                .source("check.Runner", Sources.text("check.Runner"))
                .make();
        client = Client.start(jdks.client(), jar, PROGRAM, server.port());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    // names and identities

    @Test
    void unknownNameIsNotBoundAndTheNearestIsNamed() {
        assertThat(client.failure("find", "truoble/x"))
                .startsWith("java.rmi.NotBoundException: truoble/x")
                .contains("trouble")
                .doesNotContain("<-");
    }

    @Test
    void nameThatTheCallerMayNotSeeIsNotBound() {
        assertThat(client.failure("find", "trouble/hidden")).startsWith("java.rmi.NotBoundException: trouble/hidden");
    }

    @Test
    void anonymousObjectIsGoneAfterARestartAndTheNamedOneIsNot() throws IOException {
        client.ask("keepAnother");
        assertThat(client.ask("keptHello")).isEqualTo("hello");
        server.kill().again();
        assertThat(client.failure("keptHello")).startsWith("java.rmi.NoSuchObjectException");

        client.ask("keepNamed");
        server.kill().again();
        assertThat(client.ask("keptHello")).isEqualTo("hello");
    }

    @Test
    void stubOfAnUndeployedTypeIsGoodAgainWhenTheTypeIs() throws IOException {
        client.ask("add", "steady", 1);
        client.ask("keepPurse", "steady");
        assertThat(server.hearth("undeploy", "trouble").code()).isZero();
        try {
            assertThat(client.failure("keptAdd", 1))
                    .startsWith("java.rmi.NoSuchObjectException: HEARTH-UNDEPLOYED: purses/steady")
                    .contains("not deployed");
        } finally {
            deployTrouble();
            await("the types are there again").until(() -> client.succeeds("hello"));
        }
        assertThat(client.ask("keptAdd", 1)).isEqualTo("2");
    }

    // what methods throw and return

    @Test
    void declaredExceptionIsItselfWithTheServersStackTrace() {
        assertThat(client.failure("declared")).isEqualTo("trouble.Declared: as declared");
        assertThat(client.ask("placeOfDeclared")).isEqualTo("trouble.TroubleObject.declared");
    }

    @Test
    void undeclaredRuntimeExceptionIsItselfAndLoggedOnce() {
        assertThat(client.failure("undeclared")).isEqualTo("java.lang.IllegalStateException: as nobody declared");
        assertThat(server.log().split("IllegalStateException: as nobody declared", -1))
                .hasSize(2);
    }

    @Test
    void remoteExceptionOutOfAMethodIsNotTheStubsOwn() {
        assertThat(client.failure("remoteException"))
                .startsWith("java.rmi.ServerException: ")
                .endsWith("<- java.rmi.NoSuchObjectException: another one's");
    }

    @Test
    void unserialisableResultIsNamed() {
        assertThat(client.failure("unserialisable"))
                .startsWith("java.rmi.ServerException: ")
                .contains("<- java.rmi.MarshalException: ")
                .contains("java.lang.Thread");
    }

    @Test
    void unserialisableExceptionIsNamed() {
        assertThat(client.failure("unserialisableException"))
                .startsWith("java.rmi.ServerException: ")
                .contains("<- java.rmi.MarshalException: ")
                .containsAnyOf("java.lang.Object", "trouble.TroubleObject$1");
    }

    @Test
    void unserialisableResultUndoesTheCall() {
        client.ask("add", "clean", 5);

        assertThat(client.failure("addAndReturnRubbish", "clean", 7)).contains("java.rmi.MarshalException");

        assertThat(client.ask("value", "clean")).isEqualTo("5");
    }

    @Test
    void errorIsAServerErrorAndTheContainerLivesOn() {
        assertThat(client.failure("error"))
                .startsWith("java.rmi.ServerError: ")
                .endsWith("<- java.lang.AssertionError: never true");
        assertThat(client.failure("overflow"))
                .startsWith("java.rmi.ServerError: ")
                .contains("<- java.lang.StackOverflowError");
        assertThat(client.ask("hello")).isEqualTo("hello");
    }

    // hooks

    @Test
    void ownClassInAnOpenParameterIsReadWhereNobodyDenies() {
        Path trace = place.resolve("trace-of-nobody");

        assertThat(client.ask("takeTattler", "trouble", trace)).isEqualTo("trouble.Tattler");

        assertThat(trace).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access", "authenticate", "authorize"})
    void denialSaysWhoAndWhyAndNoArgumentIsRead(String phase) {
        Path trace = place.resolve("trace-of-" + phase);

        assertThat(client.failure("takeTattler", "trouble/denied-in-" + phase, trace))
                .isEqualTo("java.rmi.AccessException: HEARTH-DENIED: gate: no entry by " + phase);

        assertThat(trace).doesNotExist();
        assertThat(client.ask("hello")).isEqualTo("hello");
    }

    @Test
    void denialMayComeAfterTheArguments() {
        assertThat(client.failure("takeTattler", "trouble/denied-in-fixup", place.resolve("trace-of-fixup")))
                .isEqualTo("java.rmi.AccessException: HEARTH-DENIED: gate: no entry by fixup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access", "authenticate", "authorize", "fixup"})
    void faultOfAHookTellsTheClientNothingAndTheLogAll(String phase) {
        assertThat(client.failure("takeTattler", "trouble/broken-in-" + phase, place.resolve("broken-" + phase)))
                .startsWith("java.rmi.ServerException: HEARTH-FAULT: call ")
                .contains("gate")
                .doesNotContain("secret");
        assertThat(server.log()).contains("secret of the hook");
    }

    // arguments

    @Test
    void classThatTheServerHasButTheSignatureDoesNotMeanIsNotMade() {
        Path trace = place.resolve("trace-of-stowaway");

        assertThat(client.failure("takeStowaway", trace))
                .startsWith("java.rmi.UnmarshalException: ")
                .contains("outside.Stowaway", "allow-classes");
        assertThat(client.failure("takeHiddenStowaway", trace))
                .startsWith("java.rmi.UnmarshalException: ")
                .contains("outside.Stowaway", "allow-classes");

        assertThat(trace).doesNotExist();
        assertThat(server.log()).contains("outside.Stowaway");
    }

    @Test
    void valuesOfTheJdkAreTakenAndItsDangersAreNot() {
        assertThat(client.ask("takeValues")).isEqualTo("java.util.ArrayList");
        assertThat(client.failure("takeUrl"))
                .startsWith("java.rmi.UnmarshalException: ")
                .contains("java.net.URL");
        assertThat(client.failure("takeLambda"))
                .startsWith("java.rmi.UnmarshalException: ")
                .contains("SerializedLambda");
    }

    // waiting

    @Test
    void fullQueueRefusesAtOnceAndTheOthersSucceed() {
        String[] outcomes = client.ask("threeAtOnce", "busy").split(" \\| ");

        assertThat(outcomes[0])
                .startsWith("java.rmi.ServerException: HEARTH-BUSY")
                .contains("<- java.util.concurrent.RejectedExecutionException");
        assertThat(outcomes[1]).isEqualTo("OK 11");
        assertThat(outcomes[2]).isEqualTo("1");
        assertThat(outcomes[3]).isEqualTo("11");
    }

    @Test
    void deadlineOfARunningCallInterruptsItAndNothingIsKept() {
        client.ask("add", "slow", 5);

        assertThat(client.failure("addAndWaitAtMost", "slow", 7))
                .startsWith("java.rmi.ServerException: HEARTH-DEADLINE")
                .contains("<- java.util.concurrent.TimeoutException")
                .contains("it was running");

        client.ask("awaitInterrupted");
        assertThat(client.ask("value", "slow")).isEqualTo("5");
    }

    @Test
    void deadlineOfAWaitingCallSaysThatNothingHasRun() {
        client.ask("add", "held", 5);

        assertThat(client.failure("addSoonWhileHeld", "held"))
                .startsWith("java.rmi.ServerException: HEARTH-DEADLINE")
                .contains("<- java.util.concurrent.TimeoutException")
                .contains("nothing has run");

        assertThat(client.ask("value", "held")).isEqualTo("6");
    }

    @Test
    void deadlockEndsOneChainWithTheCycleAndTheOtherSucceeds() {
        String[] outcomes = client.ask("cross", "left", "right").split(" \\| ");

        boolean leftSucceeded = outcomes[0].startsWith("OK");
        assertThat(outcomes[leftSucceeded ? 0 : 1]).startsWith("OK ");
        assertThat(outcomes[leftSucceeded ? 1 : 0])
                .startsWith("java.rmi.ServerException: HEARTH-DEADLOCK")
                .contains("<- java.lang.IllegalStateException")
                .contains("purses/left", "purses/right", "addAndCross");
        assertThat(outcomes[2]).isEqualTo(leftSucceeded ? "1 1" : "10 10");
    }

    // connections

    @Test
    void connectionThatIsLostIsAnExceptionOfTheClientsOwn() throws IOException {
        CompletableFuture<String> lost = CompletableFuture.supplyAsync(() -> client.failure("holdUntilLost", "lost"));
        try (Client other = Client.start(jdks.client(), place.resolve("client.jar"), PROGRAM, server.port())) {
            other.ask("awaitEntered");
        }

        server.kill();

        assertThat(lost.join())
                .matches(thrown -> thrown.startsWith("java.rmi.UnmarshalException")
                        || thrown.startsWith("java.rmi.ConnectException"));
        assertThat(client.failure("hello")).startsWith("java.rmi.ConnectException");
        server.again();
        assertThat(client.ask("value", "lost")).isEqualTo("0");
    }

    @Test
    void bytesThatAreNoJrmpAreNobodyElsesProblem() throws IOException {
        for (String garbage :
                new String[] {"GET / HTTP/1.1\r\n\r\n", "JRMI\0\2KLK and then nothing of sense", "\0\0\0\0"}) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write(garbage.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                drain(socket.getInputStream());
            }
            assertThat(client.ask("hello")).isEqualTo("hello");
        }
        await("a line in the log").until(() -> server.log().contains("JRMP"));
    }

    /** Reads until the other side has closed. */
    private static void drain(InputStream in) throws IOException {
        try {
            while (in.read() >= 0) {
                continue;
            }
        } catch (java.net.SocketException reset) {
            // closed with bytes of ours unread: closed all the same
            assertThat(reset).hasMessageContaining("reset");
        }
    }
}
