package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Pair;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of chains that end in unusual ways, as a client and the next start see it. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(300)
record CommitCasesIT(Pair jdks) {

    private static final String PROGRAM = "ledger.LedgerClient";
    private static final Pattern WAITING_CALL = Pattern.compile("(?m)^ *(\\d+) .*\\baddAndWait\\b");

    @TempDir
    static Path folder;

    private static Path jar;
    private static Server server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        Sources.jar(
                        place.resolve("deploy/ledger.jar"),
                        "ledger.Ledger",
                        "ledger.LedgerObject",
                        "ledger.Signals",
                        "ledger.Auditor",
                        "ledger.AuditorObject")
                .make();
        server = Server.start(jdks.server(), place, "--store.durability=process");
        jar = Sources.client(place.resolve("client.jar"), "ledger.Ledger", "ledger.Auditor", PROGRAM);
        client = Client.start(jdks.client(), jar, PROGRAM, server.port());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    private static void killAndStart() throws IOException {
        server.kill().again();
    }

    @Test
    void transientFieldsBeginAnewAfterAnUndo() {
        client.ask("add", "counted", 1);
        client.ask("add", "counted", 1);

        assertThat(client.failure("addAndThrow", "counted", 1)).contains("not this time");

        assertThat(client.ask("value", "counted")).isEqualTo("2");
        assertThat(client.ask("additions", "counted")).isEqualTo("0");
    }

    @Test
    void transientFieldsStayWhereTheCallThatThrewChangedNothing() {
        client.ask("add", "untouched", 1);
        client.ask("add", "untouched", 1);

        assertThat(client.failure("onlyThrow", "untouched")).contains("not this time");

        assertThat(client.ask("additions", "untouched")).isEqualTo("2");
    }

    @Test
    void stateThatCantBeWrittenUndoesTheWholeChain() throws IOException {
        client.ask("add", "good", 1);
        client.ask("add", "tangled", 2);

        assertThat(client.failure("addThenTangle", "good", "tangled", 10))
                .startsWith("java.rmi.ServerException: HEARTH-STATE: ")
                .contains("ledgers/tangled");

        assertThat(client.ask("value", "good")).isEqualTo("1");
        assertThat(client.ask("value", "tangled")).isEqualTo("2");
        killAndStart();
        assertThat(client.ask("value", "good")).isEqualTo("1");
        assertThat(client.ask("add", "tangled", 1)).isEqualTo("3");
    }

    @Test
    void newObjectOfAChainThatThrowsIsNotThere() throws IOException {
        assertThat(client.failure("addThenThrow", "unborn", 5)).contains("after all");

        assertThat(client.ask("exists", "unborn")).isEqualTo("false");
        killAndStart();
        assertThat(client.ask("exists", "unborn")).isEqualTo("false");
        assertThat(client.ask("add", "unborn", 1)).isEqualTo("1");
        killAndStart();
        assertThat(client.ask("exists", "unborn")).isEqualTo("true");
    }

    @Test
    void cancelledCallKeepsNothing() throws IOException {
        client.ask("add", "cancelled", 1);
        client.ask("beginToWait", "cancelled", 10);
        Matcher call = WAITING_CALL.matcher(server.hearth("ps").out());
        assertThat(call.find()).as("the call is listed").isTrue();

        Ran cancel = server.hearth("cancel", call.group(1));

        assertThat(cancel.code()).as(cancel.err()).isZero();
        assertThat(client.ask("outcome"))
                .startsWith("java.rmi.ServerException: HEARTH-CANCELLED")
                .contains("nothing of it is kept");
        assertThat(client.ask("value", "cancelled")).isEqualTo("1");
        killAndStart();
        assertThat(client.ask("value", "cancelled")).isEqualTo("1");
    }

    @Test
    void callWhoseClientIsGoneIsKept() throws IOException {
        client.ask("add", "deserted", 1);
        try (Client deserter = Client.start(jdks.client(), jar, PROGRAM, server.port())) {
            deserter.ask("beginToWait", "deserted", 10);
            deserter.kill();
        }

        client.ask("letGo");

        assertThat(client.ask("value", "deserted"))
                .as("read in its turn, after the call")
                .isEqualTo("11");
        killAndStart();
        assertThat(client.ask("value", "deserted")).isEqualTo("11");
    }

    @Test
    void changeOutsideOfCallsIsSavedWithTheNextOne() throws IOException {
        client.ask("add", "timed", 1);
        client.ask("addOutside", "timed", 10);

        assertThat(client.ask("add", "timed", 100)).isEqualTo("111");

        killAndStart();
        assertThat(client.ask("value", "timed")).isEqualTo("111");
    }

    @Test
    void changeOutsideOfCallsIsLostInACrashBeforeThat() throws IOException {
        client.ask("add", "unsaved", 1);
        client.ask("addOutside", "unsaved", 10);
        assertThat(client.ask("value", "unsaved")).isEqualTo("11");

        killAndStart();

        assertThat(client.ask("value", "unsaved")).isEqualTo("1");
    }

    /** What was committed last is what an undo goes back to. */
    @Test
    void changeOutsideOfCallsIsUndoneWithACallThatThrows() {
        client.ask("add", "mixed", 1);
        client.ask("addOutside", "mixed", 10);

        assertThat(client.failure("addAndThrow", "mixed", 100)).contains("not this time");

        assertThat(client.ask("value", "mixed")).isEqualTo("1");
    }

    /** Nobody compares the instance with what it was when the call came, only with what was committed. */
    @Test
    void changeOutsideOfCallsIsUndoneAlsoWithACallThatChangedNothing() {
        client.ask("add", "bystander", 1);
        client.ask("addOutside", "bystander", 10);

        assertThat(client.failure("onlyThrow", "bystander")).contains("not this time");

        assertThat(client.ask("value", "bystander")).isEqualTo("1");
        assertThat(client.ask("additions", "bystander")).isEqualTo("0");
    }
}
