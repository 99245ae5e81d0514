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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains that wait for each other, that only read, and that say so and don't. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(120)
record ChainsIT(Pair jdks) {

    @TempDir
    static Path folder;

    private static Server server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        Nodes.deploy(place.resolve("deploy"));
        server = Server.start(jdks.server(), place, "--store.durability=process", "--store.verify-read-only=always");
        client = Nodes.client(jdks.client(), place, server.port());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    // circles

    @ParameterizedTest
    @ValueSource(
            strings = {
                "touched/a,touched/b",
                "kept-per-object/a,kept-per-object/b",
                "per-object/a,kept-per-request/a",
                "touched/c,kept-per-object/c,per-object/c",
                "single,touched/d,per-object/d"
            })
    void oneOfTheCallsInACircleGetsAnErrorAndTheOthersGoOn(String circle) {
        String[] ends = client.ask("circle", circle).split("; (?=went on|java)");
        String[] objects = circle.split(",");

        assertThat(ends).hasSameSizeAs(objects);
        String error = ends[0];
        assertThat(error).startsWith("java.rmi.ServerException: HEARTH-DEADLOCK: ");
        assertThat(error).contains("<- java.lang.IllegalStateException: HEARTH-DEADLOCK: ");
        for (String object : objects) {
            assertThat(error).contains("[" + object + ".meetThenTouch by anonymous@127.0.0.1]");
            assertThat(error).contains("waits for " + (object.equals("single") ? "the single thread" : object));
        }
        for (int i = 1; i < ends.length; i++) {
            assertThat(ends[i]).isEqualTo("went on");
        }
    }

    @Test
    void nothingOfTheCallThatIsGivenUpIsKept() {
        client.ask("circle", "touched/x,touched/y");

        int sum = Integer.parseInt(client.ask("peek", "touched/x")) + Integer.parseInt(client.ask("peek", "touched/y"));
        assertThat(sum).as("one change of its own, one of the other's").isEqualTo(2);
    }

    // reading

    @ParameterizedTest
    @ValueSource(strings = {"touched/together", "kept-per-request/together"})
    void readersByInterfaceOrClassAreInTogether(String object) {
        client.ask("touch", object);

        assertThat(client.ask("readTogether", object)).isEqualTo("1; 1");
    }

    @Test
    void changeInAChainThatBeganReadOnlyIsRefused() {
        assertThat(client.failure("walkThenTouch", "pooled,kept-per-object/r,per-request"))
                .contains("HEARTH-READONLY: touched/last.touch changes state");
        assertThat(client.ask("peek", "touched/last")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"touched/cheated", "kept-per-object/cheated", "kept-per-request/cheated", "kept-single/cheated"})
    void changeInAMethodThatSaysItReadsIsAFaultAndPutBack(String object) {
        client.ask("touch", object);

        assertThat(client.failure("cheat", object))
                .startsWith("java.rmi.ServerException: HEARTH-CHANGED: " + object + " was changed while cheat ran");

        assertThat(client.ask("peek", object)).isEqualTo("1");
        assertThat(client.ask("glance", object)).isEqualTo("1");
        assertThat(client.ask("touch", object)).isEqualTo("2");
        assertThat(server.log()).contains("WARN").contains("HEARTH-CHANGED: " + object);
    }
}
