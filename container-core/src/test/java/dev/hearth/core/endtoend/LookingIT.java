package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.admin.AdminAddress;
import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The modules that let an operator look: {@code metrics}, {@code status}, {@code x-ray}, and the format of the access log. */
@Timeout(180)
class LookingIT {

    private static final Jdk JDK = Jdks.all().get(0);

    @TempDir
    static Path folder;

    private static Server server;
    private static Client bank;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("hearth.yaml"), """
                modules:
                  metrics: {enabled: true}
                  status: {object: true}
                  limits: {calls-in-progress: 100}
                  alias: {gone: [legacy]}
                  access-log:
                    file: calls.log
                    format: '{{"object":"{object}","method":"{method}","outcome":"{outcome}"}}'
                """);
        Bank.deploy(folder.resolve("deploy"));
        server = Server.start(JDK, folder);
        bank = Bank.client(JDK, folder, server.port());
    }

    @AfterAll
    static void stop() {
        bank.close();
        server.close();
    }

    private static String out(String command, String... arguments) throws IOException {
        Ran ran = server.hearth(command, arguments);
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        return ran.out();
    }

    private static HttpResponse<String> get(String path, boolean token) throws Exception {
        AdminAddress admin = AdminAddress.of(server.data()).orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + admin.port() + path));
        if (token) {
            request.header("Authorization", "Bearer " + admin.token());
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void prometheusReadsWhatCallsDid() throws Exception {
        bank.ask("deposit", "metered", 1);
        bank.failure("withdraw", "metered", 5);

        HttpResponse<String> metrics = get("/metrics", true);

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(metrics.body())
                .containsPattern("(?m)^hearth_calls_seconds_count\\{outcome=\"ok\",type=\"accounts\"} [1-9]")
                .containsPattern("(?m)^hearth_calls_seconds_count\\{outcome=\"exception\",type=\"accounts\"} [1-9]")
                .containsPattern("(?m)^hearth_call_phases_seconds_sum\\{phase=\"object\",type=\"accounts\"} ")
                .containsPattern("(?m)^hearth_connections [1-9]")
                .containsPattern("(?m)^hearth_types \\d")
                .contains("jvm_memory_used_bytes");
        assertThat(out("page", "metrics")).contains("hearth_calls_seconds_count");
        assertThat(get("/metrics", false).statusCode()).as("without the token").isEqualTo(401);
    }

    @Test
    void namesThatCallersMakeUpMakeNoSeries() throws Exception {
        for (int i = 0; i < 20; i++) {
            server.hearth("call", "made-up-" + i, "hello");
            bank.ask("balance", "key-" + i);
        }

        assertThat(get("/metrics", true).body())
                .doesNotContain("made-up", "key-")
                .containsPattern("hearth_calls_seconds_count\\{outcome=\"refused\",type=\"\\(others\\)\"} [1-9]");
    }

    @Test
    void theStatusIsAnObjectAndAPage() throws Exception {
        Path jar = folder.resolve("status-client.jar");
        Sources.jar(jar, "status.StatusClient", "check.Runner")
                .entry("dev/hearth/api/Status.class", statusClass())
                .make();
        try (Client client = Client.start(JDK, jar, "status.StatusClient", server.port())) {
            assertThat(client.ask("ask", "version")).startsWith("String ");
            assertThat(client.ask("ask", "calls.total")).matches("Long [1-9]\\d*");
            assertThat(client.ask("ask", "calls.in-progress")).as("this one").matches("Long [1-9]\\d*");
        }

        HttpResponse<String> page = get("/pages/status", true);

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<!DOCTYPE html>", "<code>accounts</code>", "<dt>connections</dt>")
                .doesNotContain("<script", "http://", "https://");
        assertThat(out("types")).contains("status");
    }

    private static byte[] statusClass() throws IOException {
        try (var in = dev.hearth.api.Status.class.getResourceAsStream("Status.class")) {
            return in.readAllBytes();
        }
    }

    @Test
    void anXRayShowsEachHookItsAnswerAndItsTime() throws Exception {
        String shown = xRay("accounts/**", () -> bank.ask("deposit", "looked-at", 1), "--count", "1");

        assertThat(shown)
                .contains("accounts/looked-at.deposit", "by anonymous@127.0.0.1", "admission", "in the object")
                .containsPattern("access +limits +\\d+\\.\\d{3} ms +OK")
                .containsPattern("object +\\(the object\\) +\\d+\\.\\d{3} ms +(ok|result)");
    }

    @Test
    void anXRayShowsWhoRefused() throws Exception {
        String shown =
                xRay("registry", () -> bank.failure("lookup", "legacy"), "--count", "1", "--caller", "anonymous");

        assertThat(shown)
                .contains("registry.lookup", "java.rmi.AccessException")
                .containsPattern("fixup +alias +\\d+\\.\\d{3} ms +denied: legacy is gone");
    }

    @Test
    void anXRayThatSeesNothingSaysSo() throws Exception {
        assertThat(out("x-ray", "--object", "nobody/**", "--seconds", "1"))
                .contains("0 of 10 calls of nobody/** came within 1 s");
        assertThat(server.hearth("x-ray", "--count", "0").err()).contains("'count' is from 1 to 1000");
    }

    /** Calls until the x-ray has seen one: it may not look yet when the first is made. */
    private static String xRay(String object, Runnable call, String... more) throws Exception {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"--object", object, "--seconds", "50"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        CompletableFuture<String> looking = CompletableFuture.supplyAsync(() -> {
            try {
                return out("x-ray", arguments);
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
        while (!looking.isDone()) {
            call.run();
        }
        return looking.get(1, TimeUnit.SECONDS);
    }

    @Test
    void theAccessLogIsWrittenAsItsFormatSays() throws Exception {
        bank.ask("deposit", "logged", 1);

        await("the line")
                .untilAsserted(() -> assertThat(folder.resolve("calls.log"))
                        .content()
                        .contains("{\"object\":\"accounts/logged\",\"method\":\"deposit\",\"outcome\":\"ok\"}\n"));
    }

    @Test
    void theAccessLogGoesOnInANewFileWhenTheOldOneWasMovedAway() throws Exception {
        Path moved = folder.resolve("calls.moved");
        bank.ask("deposit", "before", 1);
        Files.move(folder.resolve("calls.log"), moved);

        assertThat(out("page", "access-log", "reopen=true")).startsWith("reopened: ");

        assertThat(moved).content().contains("accounts/before");
        bank.ask("deposit", "after", 1);
        await("the line")
                .untilAsserted(
                        () -> assertThat(folder.resolve("calls.log")).content().contains("accounts/after"));
        assertThat(moved).content().doesNotContain("accounts/after");
    }

    @Test
    void pagesAreListed() throws Exception {
        assertThat(out("page")).containsPattern("(?m)^metrics +Metrics$").containsPattern("(?m)^x-ray +X-ray$");
        assertThat(server.hearth("page", "none").err()).contains("the module 'none' shows no page");
    }
}
