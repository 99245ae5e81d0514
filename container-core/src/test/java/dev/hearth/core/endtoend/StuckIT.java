package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.admin.Json;
import dev.hearth.core.endtoend.Jdks.Pair;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code hearth ps} and {@code hearth cancel} while every place and queue of the object port is full. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(180)
record StuckIT(Pair jdks) {

    private static final String[] NAMES = {"pooled", "pooled/a", "pooled/b", "single", "single/a", "own", "each"};

    @TempDir
    static Path folder;

    private static Server server;
    private static Client client;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        Path place = folder.resolve(jdks.toString());
        Sources.jar(place.resolve("deploy/stuck.jar"), "stuck.Stuck", "stuck.StuckObject")
                .make();
        server = Server.start(
                jdks.server(),
                place,
                "--threads.pool=1",
                "--threads.spare=0",
                "--threads.overtaken=2",
                "--threads.queue-per-object=1",
                "--threads.queue-per-policy=1",
                "--stop.timeout=1s");
        Path jar = Sources.client(place.resolve("client.jar"), "stuck.Stuck", "stuck.StuckClient");
        client = Client.start(jdks.client(), jar, "stuck.StuckClient", server.port());
        for (String name : NAMES) {
            client.ask("find", name);
        }
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        server.close();
    }

    @AfterEach
    void letGo() {
        client.ask("letGo", "each");
        awaitTrue("all calls to end", () -> calls().isEmpty());
    }

    private static void awaitTrue(String what, Callable<Boolean> condition) {
        await(what).until(condition);
    }

    private static String hearth(String command, String... arguments) {
        try {
            Ran ran = server.hearth(command, arguments);
            assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
            return ran.out();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Map<?, ?>> calls(String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "--json";
        System.arraycopy(options, 0, all, 1, options.length);
        try {
            List<Map<?, ?>> rows = new ArrayList<>();
            for (Object row : (List<?>) Json.read(hearth("ps", all))) {
                rows.add((Map<?, ?>) row);
            }
            return rows;
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static Map<?, ?> call(String object, String method) {
        return calls().stream()
                .filter(row -> object.equals(row.get("object")) && method.equals(row.get("method")))
                .findFirst()
                .orElse(Map.of());
    }

    /** Begins a call and waits until it is in its object. */
    private static String begin(String call, String object, String method) {
        client.ask("begin", call, object, method);
        awaitTrue(call + " to run", () -> {
            Map<?, ?> row = call(object, method);
            return !row.isEmpty() && row.get("waitingFor") == null && "handle".equals(row.get("phase"));
        });
        return String.valueOf(call(object, method).get("id"));
    }

    private static void beginWaiting(String call, String object, String method) {
        client.ask("begin", call, object, method);
        awaitTrue(call + " to wait", () -> call(object, method).get("waitingFor") != null);
    }

    @Test
    void stuckCallIsFoundWithItsStackAndTheOthersGoOn() throws IOException {
        String id = begin("stuck", "pooled", "ignore");
        beginWaiting("waiting", "pooled/a", "hello");
        client.ask("begin", "refused", "pooled/b", "hello");
        assertThat(client.ask("outcome", "refused"))
                .startsWith("java.rmi.ServerException: HEARTH-BUSY: 1 calls wait for pooled objects, the most that"
                        + " threads.queue-per-policy allows; nothing has run");
        assertThat(call("pooled/a", "hello").get("waitingFor")).isEqualTo("a place (threads.pool)");
        assertThat(client.ask("hello", "each"))
                .as("other policies have their own queues")
                .isEqualTo("hello");

        assertThat(hearth("cancel", id)).isEqualTo("Call " + id + " is cancelled.\n");

        assertThat(client.ask("outcome", "stuck"))
                .startsWith("java.rmi.ServerException: HEARTH-CANCELLED")
                .contains("while it ran; nothing of it is kept", "java.util.concurrent.CancellationException");
        assertThat(client.ask("outcome", "waiting")).isEqualTo("OK hello");
        assertThat(client.ask("hello", "pooled")).isEqualTo("hello");
        assertThat(hearth("ps"))
                .containsPattern("(?m)^ +" + id + "  .*answered .* ago, runs on +pooled +ignore +anonymous@127.0.0.1")
                .containsPattern("(?m)^      at .*stuck.StuckObject.ignore\\(StuckObject.java:\\d+\\)$");
        client.ask("letGo", "each");
        awaitTrue("its end", () -> call("pooled", "ignore").isEmpty());
        assertThat(server.hearth("cancel", id).err()).contains("no call " + id + " is in progress");
    }

    @Test
    void whoHoldsTheSingleThreadIsNamedToThoseWhoWaitForIt() {
        String id = begin("stuck", "single", "ignore");
        hearth("cancel", id);
        client.ask("outcome", "stuck");
        beginWaiting("waiting", "single/a", "hello");

        Map<?, ?> waiting = call("single/a", "hello");

        assertThat(waiting.get("waitingFor").toString())
                .matches("the single thread, held by call " + id + " \\(single\\.ignore\\), overtaken \\d+ m?s ago");
        assertThat(waiting.get("thread")).isNull();
        String second = String.valueOf(waiting.get("id"));
        hearth("cancel", second);
        assertThat(client.ask("outcome", "waiting")).contains("HEARTH-CANCELLED", "nothing has run");
    }

    @Test
    void chainIsShownAndCancelledAsAWhole() {
        client.ask("begin", "outer", "own", "each");
        awaitTrue("the inner call", () -> !call("each", "ignore").isEmpty());
        awaitTrue("it to run", () -> call("each", "ignore").get("waitingFor") == null);
        Map<?, ?> outer = call("own", "through");
        Map<?, ?> inner = call("each", "ignore");
        assertThat(inner.get("chain")).isEqualTo(outer.get("id"));
        assertThat(inner.get("below")).isEqualTo(outer.get("id"));
        assertThat(outer.get("waitingFor")).isEqualTo("call " + inner.get("id") + " (each.ignore)");
        assertThat(outer.get("thread").toString()).isEqualTo("hearth-object-own");

        hearth("cancel", inner.get("id").toString());

        assertThat(client.ask("outcome", "outer")).contains("HEARTH-CANCELLED");
    }

    /** On newer JDKs these threads are virtual: those that stay on the processor must leave room for the others. */
    @Test
    void busyCallsShowWhereTheyAreAndLeaveRoomForOthers() {
        int processors = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < processors; i++) {
            client.ask("begin", "busy-" + i, "each", "spin");
        }
        begin("busy-own", "own", "spin");
        awaitTrue("all to be busy", () -> busy(calls()) == processors + 1);
        assertThat(client.ask("hello", "each")).isEqualTo("hello");
        List<Map<?, ?>> busy = calls("--stacks");
        assertThat(busy).hasSize(processors + 1);
        assertThat(busy)
                .allMatch(row -> row.get("stack").toString().contains("stuck.StuckObject.spin(StuckObject.java"));
        for (Map<?, ?> row : busy) {
            hearth("cancel", row.get("id").toString());
        }
        for (int i = 0; i < processors; i++) {
            assertThat(client.ask("outcome", "busy-" + i)).contains("HEARTH-CANCELLED", "while it ran");
        }
        assertThat(hearth("ps")).contains("stuck.StuckObject.spin(StuckObject.java:");
    }

    private static long busy(List<Map<?, ?>> calls) {
        return calls.stream()
                .filter(row -> row.get("waitingFor") == null && "handle".equals(row.get("phase")))
                .count();
    }

    @Test
    void callThatMindsItsInterruptIsGoneAtOnce() {
        String id = begin("holding", "own", "hold");
        hearth("cancel", id);
        assertThat(client.ask("outcome", "holding")).contains("HEARTH-CANCELLED");
        awaitTrue("its end", () -> calls().isEmpty());
        assertThat(client.ask("hello", "own")).isEqualTo("hello");
    }
}
