package dev.hearth.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminPortTest {

    @TempDir
    Path data;

    private final FakeContainer container = new FakeContainer();
    private AdminPort port;
    private String token;

    @BeforeEach
    void open() throws IOException {
        port = AdminPort.open(FakeContainer.config(), data, container, container);
        token = AdminAddress.of(data).orElseThrow().token();
    }

    @AfterEach
    void close() {
        container.goOn.countDown();
        port.close();
    }

    @Test
    void healthNeedsNoToken() throws IOException {
        assertThat(raw("GET /health/live HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 200")
                .contains("{\"status\":\"up\"}");
        assertThat(raw("GET /health/ready HTTP/1.1", "Host: 127.0.0.1:" + port.port()))
                .startsWith("HTTP/1.1 200");

        container.ready = false;

        assertThat(raw("GET /health/ready HTTP/1.1", "Host: [::1]:1"))
                .startsWith("HTTP/1.1 503")
                .contains("not ready");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /objects",
                "GET /info",
                "POST /calls",
                "DELETE /calls?id=17",
                "GET /nothing",
                "POST /deployments?file=/x",
                "POST /rollbacks?name=bank"
            })
    void everythingElseNeedsTheToken(String request) throws IOException {
        assertThat(raw(request + " HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 401")
                .contains("admin.token");
        assertThat(raw(request + " HTTP/1.1", "Host: localhost", "Authorization: Bearer " + token + "0"))
                .startsWith("HTTP/1.1 401");
        assertThat(raw(request + " HTTP/1.1", "Host: localhost", "Authorization: " + token))
                .startsWith("HTTP/1.1 401");
        assertThat(container.steered).isEmpty();
        assertThat(container.entered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: localhost.evil.example:1100",
                "Host: 10.0.0.1",
                "X: y"
            })
    void requestsForOtherHostsAreRefused(String host) throws IOException {
        assertThat(raw("GET /objects HTTP/1.1", host, "Authorization: Bearer " + token))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /health/live HTTP/1.1", host)).startsWith("HTTP/1.1 403");
    }

    @Test
    void listsWithTheToken() throws IOException {
        assertThat(authorized("GET /objects?limit=2"))
                .contains("\"more\":true")
                .contains(
                        "{\"name\":\"bank/alice\",\"type\":\"bank\",\"lifecycle\":\"persistent\",\"state\":\"active\",\"threading\":\"per-object\"}")
                .doesNotContain("bank/bob");
        assertThat(authorized("GET /objects?after=bank%2Falice"))
                .contains("bank/bob")
                .contains("\"more\":false");
        assertThat(authorized("GET /info"))
                .contains("\"pid\":" + ProcessHandle.current().pid())
                .contains("\"version\":\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /objects?limit=0",
                "GET /objects?limit=x",
                "GET /objects?limit=10001",
                "GET /calls?stacks=perhaps",
                "DELETE /calls",
                "DELETE /calls?id=-1",
                "POST /deployments?file=relative.jar",
                "POST /calls"
            })
    void senselessRequestsAreRefusedWithALine(String request) throws IOException {
        assertThat(authorized(request)).startsWith("HTTP/1.1 400").contains("{\"error\":\"");
    }

    @Test
    void unknownPathsAndMethodsAreRefused() throws IOException {
        assertThat(authorized("GET /nothing")).startsWith("HTTP/1.1 404");
        assertThat(authorized("PUT /objects")).startsWith("HTTP/1.1 405");
    }

    @Test
    void faultOfOursIsToldAndThePortGoesOn() throws IOException {
        container.broken = true;
        assertThat(authorized("GET /objects")).startsWith("HTTP/1.1 500").contains("the table is on fire");
        container.broken = false;
        assertThat(authorized("GET /objects")).startsWith("HTTP/1.1 200");
    }

    @Test
    void longBodyIsRefused() throws IOException {
        String body = "x".repeat(5000);

        assertThat(authorized("POST /calls", "Content-Length: 5000", "", body)).startsWith("HTTP/1.1 413");
    }

    @Test
    void callsInProgressDontKeepOthersFromLooking() throws Exception {
        String body = "{\"object\":\"bank\",\"method\":\"waitForTest\"}";
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> post(body), task -> new Thread(task).start()));
        }
        await().untilAsserted(() -> assertThat(container.entered).hasSize(2));

        assertThat(post(body)).startsWith("HTTP/1.1 503").contains("admin.calls");
        assertThat(authorized("GET /calls")).startsWith("HTTP/1.1 200");
        assertThat(authorized("DELETE /calls?id=17")).contains("\"cancelled\":17");

        container.goOn.countDown();
        for (CompletableFuture<String> call : calls) {
            assertThat(call.get(30, TimeUnit.SECONDS)).contains("{\"outcome\":\"result\"}");
        }
    }

    @Test
    void halfOpenConnectionsAndGarbageHarmNothing() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port());
                slow.add(socket);
                String said = List.of(
                                "",
                                "GET /heal",
                                "\0\0\u00ff\n\n",
                                "GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
                                "JRMI\0\2K")
                        .get(i % 5);
                socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
            }
            await("an answer beside 40 unfinished requests")
                    .ignoreExceptions()
                    .until(() ->
                            raw("GET /health/live HTTP/1.1", "Host: localhost").startsWith("HTTP/1.1 200"));
            for (Socket socket : slow) {
                socket.setSoTimeout(30_000);
                readToEnd(socket.getInputStream());
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void tokenIsReadableByItsOwnerAloneAndNewEachTime(@TempDir Path other) throws IOException {
        if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.token"))))
                    .isEqualTo("rw-------");
        }
        assertThat(token).matches("[0-9a-f]{64}");
        try (AdminPort second = AdminPort.open(FakeContainer.config(), other, container, container)) {
            assertThat(AdminAddress.of(other).orElseThrow().token()).isNotEqualTo(token);
            assertThat(second.port()).isNotEqualTo(port.port());
        }
    }

    @Test
    void closingTakesTheFilesAway() throws IOException {
        port.close();

        assertThat(AdminAddress.of(data)).isEmpty();
        try (var files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void closingLeavesTheFilesOfAnother() throws IOException {
        AdminAddress other = new AdminAddress(1, 2, "other");
        other.write(data);

        port.close();

        assertThat(AdminAddress.of(data)).contains(other);
    }

    @Test
    void portInUseIsToldWithTheSettingToChange() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var config = new dev.hearth.core.config.HearthConfig.Admin(taken.getLocalPort());

            assertThatThrownBy(() -> AdminPort.open(config, data, container, container))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("admin port " + taken.getLocalPort() + " is in use")
                    .hasMessageContaining("'admin.port'");
        }
    }

    @Test
    void thereIsOneTaskOfTheStoreAtATimeAndLookingAtItNeedsNoWorker() throws Exception {
        container.exchange.mayExport = new CountDownLatch(1);
        container.exchange.lines = "{}\n";
        String begun = ask("POST /store/exports");
        assertThat(begun).startsWith("HTTP/1.1 200").contains("{\"task\":1,\"state\":\"running\"}");

        assertThat(ask("POST /store/exports")).startsWith("HTTP/1.1 409").contains("an export is in progress");
        assertThat(ask("POST /store/backups?to=/x")).startsWith("HTTP/1.1 409");
        assertThat(ask("GET /store/parts?task=1&from=0"))
                .startsWith("HTTP/1.1 409")
                .contains("is not done");
        assertThat(ask("DELETE /store/tasks?task=1")).startsWith("HTTP/1.1 409").contains("in progress");
        assertThat(ask("GET /store/tasks?task=2")).startsWith("HTTP/1.1 409").contains("there is no task 2");

        container.exchange.mayExport.countDown();
        await("the export is done").until(() -> ask("GET /store/tasks?task=1").contains("\"state\":\"done\""));
        assertThat(ask("GET /store/parts?task=1&from=0"))
                .contains("application/octet-stream")
                .endsWith("{}\n");
        assertThat(ask("GET /store/parts?task=1&from=3")).startsWith("HTTP/1.1 200");
        assertThat(data.resolve("exchange/task-1")).exists();
        assertThat(ask("DELETE /store/tasks?task=1")).startsWith("HTTP/1.1 200");
        assertThat(data.resolve("exchange/task-1")).doesNotExist();
    }

    @Test
    void senselessRequestsToTheStoreAreRefused() throws IOException {
        assertThat(ask("POST /store/backups?to=relative"))
                .startsWith("HTTP/1.1 400")
                .contains("absolute path");
        assertThat(ask("POST /store/backups")).startsWith("HTTP/1.1 400").contains("'to' is missing");
        assertThat(ask("GET /store/tasks?task=x")).startsWith("HTTP/1.1 400");
        assertThat(ask("GET /store/objects?name=bank/eve")).startsWith("HTTP/1.1 404");
        assertThat(ask("POST /store/imports")).contains("\"task\":1");
        assertThat(ask("POST /store/parts?task=1&at=7"))
                .startsWith("HTTP/1.1 409")
                .contains("begins at 0 and not at 7");
    }

    private String ask(String request) throws IOException {
        return raw(request + " HTTP/1.1", "Host: localhost", "Authorization: Bearer " + token, "Content-Length: 0");
    }

    @Test
    void addressKeepsItsTokenToItself() throws IOException {
        assertThat(AdminAddress.of(data).orElseThrow().toString()).doesNotContain(token);
    }

    private String post(String body) {
        try {
            return authorized("POST /calls", "Content-Length: " + body.length(), "", body);
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    private String authorized(String request, String... more) throws IOException {
        List<String> lines =
                new ArrayList<>(List.of(request + " HTTP/1.1", "Host: localhost", "Authorization: Bearer " + token));
        lines.addAll(List.of(more));
        return raw(lines.toArray(new String[0]));
    }

    /** Sends lines as they are, and reads until the port closes the connection or has sent a whole reply. */
    private String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            socket.setSoTimeout(30_000);
            List<String> all = new ArrayList<>(List.of(lines));
            all.add(1, "Connection: close");
            boolean body = all.contains("");
            String text = String.join("\r\n", all) + (body ? "" : "\r\n\r\n");
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return readToEnd(socket.getInputStream());
        }
    }

    private static String readToEnd(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (java.net.SocketException reset) {
            text.append(" (reset)");
        }
        return text.toString();
    }

    @Test
    void evenAnErrorIsAnsweredAndThePortGoesOn() throws IOException {
        container.fatal = new AssertionError("the floor is gone");
        assertThat(authorized("GET /objects")).startsWith("HTTP/1.1 500").contains("the floor is gone");
        container.fatal = null;
        assertThat(authorized("GET /objects")).startsWith("HTTP/1.1 200");
    }
}
