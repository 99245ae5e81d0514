package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.admin.AdminAddress;
import dev.hearth.core.admin.Json;
import dev.hearth.core.endtoend.Jdks.Pair;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interrupting calls harms nobody else: not the store, not the connections, not the next call on a thread. */
@Timeout(180)
class InterruptIT {

    private static final int THREADS = 6;
    private static final int ROUNDS = 60;

    @TempDir
    Path folder;

    private Server server;

    /** Cancels whatever is in progress, one call after the other, until the client is done. */
    private int cancelUntil(CompletableFuture<String> done) throws Exception {
        AdminAddress admin = AdminAddress.of(server.data()).orElseThrow();
        HttpClient http = HttpClient.newHttpClient();
        Random random = new Random(7);
        int cancelled = 0;
        while (!done.isDone()) {
            String answer = http.send(request(admin, "GET", "/calls"), HttpResponse.BodyHandlers.ofString())
                    .body();
            if (Json.read(answer) instanceof Map<?, ?> all && all.get("calls") instanceof List<?> calls) {
                Object call = calls.isEmpty() ? Map.of() : calls.get(random.nextInt(calls.size()));
                if (call instanceof Map<?, ?> row && "add".equals(row.get("method"))) {
                    HttpRequest cancel = request(admin, "DELETE", "/calls?id=" + row.get("id"));
                    int status = http.send(cancel, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    cancelled += status == 200 ? 1 : 0;
                }
            }
        }
        return cancelled;
    }

    private static HttpRequest request(AdminAddress admin, String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + admin.port() + path))
                .header("Authorization", "Bearer " + admin.token())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    @ParameterizedTest
    @MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
    void interruptedCallsHarmNobodyElse(Pair jdks) throws Exception {
        Sources.jar(folder.resolve("deploy/shaky.jar"), "shaky.Shaky", "shaky.ShakyObject")
                .make();
        Path jar = Sources.client(folder.resolve("client.jar"), "shaky.Shaky", "shaky.ShakyClient");
        server = Server.start(jdks.server(), folder, "--threads.resident=3");
        try (Client client = Client.start(jdks.client(), jar, "shaky.ShakyClient", server.port())) {
            CompletableFuture<String> hammer = client.begin("hammer", 1, THREADS, ROUNDS);
            int cancelled = cancelUntil(hammer);
            assertThat(hammer.join()).matches("\\d+/" + THREADS * ROUNDS);
            String[] late = hammer.join().split("/");
            assertThat(Integer.parseInt(late[0]))
                    .as("of which %d cancelled", cancelled)
                    .isBetween(1, THREADS * ROUNDS - 1);
            assertThat(client.ask("compare")).isEqualTo("all kept");
            server.kill().again();
            assertThat(client.ask("compare")).as("on the disk").isEqualTo("all kept");
            assertThat(server.log()).doesNotContain("ERROR");
        } finally {
            server.close();
        }
    }
}
