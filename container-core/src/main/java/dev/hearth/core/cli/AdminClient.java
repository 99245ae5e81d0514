package dev.hearth.core.cli;

import dev.hearth.core.admin.AdminAddress;
import dev.hearth.core.admin.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the admin port of the container that runs on a data folder. Used by one thread. */
final class AdminClient {

    /** How long a question that only looks may take. */
    static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration TRANSFER = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int UNAUTHORIZED = 401;
    private static final int BAD_REQUEST = 400;

    private final Path data;
    private final AdminAddress address;

    private AdminClient(Path data, AdminAddress address) {
        this.data = data;
        this.address = address;
    }

    /** The container that runs on this folder; whether it answers shows at the first question. */
    static AdminClient of(Path data) throws CommandException {
        try {
            AdminAddress address = AdminAddress.of(data).orElseThrow(() -> nobody(data, ""));
            return new AdminClient(data, address);
        } catch (IOException unreadable) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the container's token in " + data + " can't be read: " + unreadable,
                    "run this as the user that the container runs as");
        }
    }

    private static CommandException nobody(Path data, String last) {
        return new CommandException(
                ExitCode.UNREACHABLE,
                "no container runs on the data folder " + data.toAbsolutePath().normalize() + last,
                "start one with 'hearth start', or name its folder with --data");
    }

    /** Asks and reads the answer. */
    Map<?, ?> get(String path, Map<String, String> query) throws CommandException {
        return ask("GET", path, query, "", SOON);
    }

    /**
     * Asks for something to be done.
     *
     * @param body of a POST; not sent if empty
     * @param patience how long to wait for the answer
     */
    Map<?, ?> ask(String method, String path, Map<String, String> query, String body, Duration patience)
            throws CommandException {
        return ask(method, path, query, body.getBytes(StandardCharsets.UTF_8), patience, this::answer);
    }

    /** Sends bytes, in the body of a POST. */
    Map<?, ?> send(String path, Map<String, String> query, byte[] body) throws CommandException {
        return ask("POST", path, query, body, TRANSFER, this::answer);
    }

    /** Asks for a page of a module's. */
    String page(String module, Map<String, String> query, Duration patience) throws CommandException {
        String path = "/pages/" + URLEncoder.encode(module, StandardCharsets.UTF_8);
        return new String(bytes(path, query, patience), StandardCharsets.UTF_8);
    }

    /** Asks for bytes. */
    byte[] bytes(String path, Map<String, String> query) throws CommandException {
        return bytes(path, query, TRANSFER);
    }

    private byte[] bytes(String path, Map<String, String> query, Duration patience) throws CommandException {
        return ask("GET", path, query, new byte[0], patience, connection -> {
            if (connection.getResponseCode() >= BAD_REQUEST) {
                answer(connection);
            }
            try (InputStream body = connection.getInputStream()) {
                return body.readAllBytes();
            }
        });
    }

    /** Takes the answer. */
    private interface Answer<T> {
        T from(HttpURLConnection connection) throws IOException, CommandException;
    }

    private <T> T ask(
            String method, String path, Map<String, String> query, byte[] body, Duration patience, Answer<T> answer)
            throws CommandException {
        try {
            HttpURLConnection connection = connection(method, path + encoded(query), patience);
            if (method.equals("POST")) {
                send(connection, body);
            }
            return answer.from(connection);
        } catch (ConnectException refused) {
            throw nobody(data, "; the last one was process " + address.pid());
        } catch (SocketTimeoutException late) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the container, process " + address.pid() + ", has not answered within " + patience.toSeconds()
                            + " s",
                    "'jstack " + address.pid() + "' shows what it does");
        } catch (IOException broken) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the container, process " + address.pid() + ", can't be asked: " + broken,
                    "if this does not pass, restart it");
        }
    }

    private HttpURLConnection connection(String method, String target, Duration patience) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + address.port() + target);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout((int) Math.min(patience.toMillis(), Integer.MAX_VALUE));
        connection.setRequestProperty("Authorization", "Bearer " + address.token());
        return connection;
    }

    /** With a fixed length, since the JDK sends a POST of any other kind again when the connection breaks. */
    private static void send(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    private Map<?, ?> answer(HttpURLConnection connection) throws IOException, CommandException {
        int status = connection.getResponseCode();
        InputStream body = status < BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream();
        Map<?, ?> fields = fields(body);
        if (status == UNAUTHORIZED) {
            throw nobody(data, "; another program has the port of the last one");
        }
        if (status >= BAD_REQUEST) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(fields.get("error")), "");
        }
        return fields;
    }

    private static Map<?, ?> fields(@Nullable InputStream body) throws IOException {
        if (body == null) {
            throw new IOException("an answer without a body");
        }
        try (body) {
            Object value = Json.read(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            if (value instanceof Map<?, ?> fields) {
                return fields;
            }
            throw new IOException("an answer that is no JSON object");
        }
    }

    private static String encoded(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
