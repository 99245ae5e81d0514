package dev.hearth.core.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hearth.api.hook.Page;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin port: HTTP and JSON on loopback.
 *
 * <p>A request is read, checked and, where it only looks, answered by one of a few threads that do nothing else. What may
 * wait for objects or the disk (calls, deployments) runs on at most {@code admin.calls} further threads and is refused
 * with 503 past that, so that looking and cancelling always work.
 *
 * <p>A connection that says nothing, or half of something, is closed after {@code admin.request-timeout}. The JDK's server
 * has that limit once for the whole process: it is the first port's, and hosted code that starts an {@code HttpServer} of
 * its own shares it (see {@code docs/adr/0003-admin-port.md}).
 *
 * <p>Thread-safe. Whoever opens it closes it.
 */
public final class AdminPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AdminPort.class);

    /** What the JDK's server wants to be told instead of 0, which means a length that is not known yet. */
    private static final int NO_BODY = -1;

    private static final int NO_REPLY_YET = -1;

    private final HttpServer server;
    private final AdminAddress address;
    private final Path data;
    private final Guard guard;
    private final Routes routes;
    private final StoreTasks tasks;
    private final long requestBytes;
    private final AdminThreads threads;

    private AdminPort(HttpServer server, Path data, Routes routes, StoreTasks tasks, HearthConfig.Admin config) {
        this.server = server;
        this.data = data;
        this.routes = routes;
        this.tasks = tasks;
        this.requestBytes = config.requestBytes();
        this.threads = new AdminThreads(config.calls());
        this.address = AdminAddress.create(server.getAddress().getPort());
        this.guard = new Guard(address.token());
    }

    /**
     * Opens the port and leaves its address and token in the data folder, which must be this container's alone.
     *
     * @throws BindException if the port is in use; the message says which setting to change
     * @throws IOException if the data folder can't be written
     */
    public static AdminPort open(HearthConfig.Admin config, Path data, Administration administration, CallEntry entry)
            throws IOException {
        AdminThreads.limitConnections(config);
        StoreTasks tasks = new StoreTasks(data);
        HttpServer server = bind(config.port());
        AdminPort port = new AdminPort(server, data, new Routes(administration, entry, tasks, config), tasks, config);
        try {
            Files.createDirectories(data);
            port.address.write(data);
        } catch (IOException unwritable) {
            port.close();
            throw unwritable;
        }
        server.createContext("/", port::handle);
        server.setExecutor(port.threads.readers());
        server.start();
        return port;
    }

    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException taken) {
            BindException told = new BindException(
                    "admin port " + port + " is in use; choose another with 'admin.port', or 0 for any free one");
            told.initCause(taken);
            throw told;
        }
    }

    /** The port that it is bound to. */
    public int port() {
        return address.port();
    }

    /** Never throws: what goes wrong with one request ends with its connection. */
    private void handle(HttpExchange exchange) {
        try {
            Optional<Routes.Route> route = routes.find(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            Optional<Reply> refusal = guard.refusal(
                    exchange.getRequestHeaders(), route.map(Routes.Route::open).orElse(false));
            if (refusal.isPresent()) {
                send(exchange, refusal.get());
            } else if (route.isEmpty()) {
                send(exchange, notFound(exchange.getRequestURI().getPath()));
            } else {
                run(exchange, route.get());
            }
        } catch (Throwable fault) {
            fail(exchange, fault);
        }
    }

    /** Says that something went wrong here, if the reply has not begun. */
    private static void fail(HttpExchange exchange, Throwable fault) {
        try {
            LOG.error("admin port: {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), fault);
            if (exchange.getResponseCode() == NO_REPLY_YET) {
                send(exchange, fault(fault));
            }
        } finally {
            exchange.close();
        }
    }

    private static Reply fault(Throwable fault) {
        return Reply.error(Reply.FAULT, "Hearth's own fault, see its log: " + fault);
    }

    private Reply notFound(String path) {
        return routes.known(path)
                ? Reply.error(Reply.WRONG_METHOD, path + " is asked for with another method")
                : Reply.error(Reply.NOT_FOUND, "there is nothing at " + path);
    }

    private void run(HttpExchange exchange, Routes.Route route) {
        Request request;
        try {
            request = Request.read(exchange, requestBytes);
        } catch (Request.TooLargeException large) {
            send(exchange, Reply.error(Reply.TOO_LARGE, String.valueOf(large.getMessage())));
            return;
        } catch (IOException broken) {
            send(exchange, Reply.error(Reply.BAD_REQUEST, String.valueOf(broken.getMessage())));
            return;
        }
        if (route.slow()) {
            runElsewhere(exchange, route, request);
        } else {
            send(exchange, answer(route, request));
        }
    }

    private void runElsewhere(HttpExchange exchange, Routes.Route route, Request request) {
        try {
            threads.workers().execute(() -> {
                try {
                    send(exchange, answer(route, request));
                } catch (Throwable fault) {
                    fail(exchange, fault);
                }
            });
        } catch (RejectedExecutionException busy) {
            send(
                    exchange,
                    Reply.error(
                            Reply.UNAVAILABLE,
                            "as many calls and deployments as 'admin.calls' allows are running already"));
        }
    }

    private static Reply answer(Routes.Route route, Request request) {
        try {
            return route.handler().handle(request);
        } catch (RefusedException refused) {
            return Reply.error(Reply.CONFLICT, String.valueOf(refused.getMessage()));
        } catch (IOException senseless) {
            return Reply.error(Reply.BAD_REQUEST, String.valueOf(senseless.getMessage()));
        } catch (Throwable fault) {
            LOG.error("admin port: a request failed", fault);
            return fault(fault);
        }
    }

    private static void send(HttpExchange exchange, Reply reply) {
        byte[] body = bytes(reply.body());
        try {
            exchange.getResponseHeaders().set("Content-Type", type(reply.body()));
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? NO_BODY : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            LOG.debug("admin port: {} left before its reply: {}", exchange.getRemoteAddress(), gone.toString());
        } finally {
            exchange.close();
        }
    }

    private static String type(@Nullable Object body) {
        if (body instanceof Page.Content page) {
            return page.type().contains(";") ? page.type() : page.type() + "; charset=utf-8";
        }
        return body instanceof byte[] ? "application/octet-stream" : "application/json";
    }

    private static byte[] bytes(@Nullable Object body) {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        String text = body instanceof Page.Content page ? page.text() : Json.write(body) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Closes the port at once and takes its files away. Calls that came through it go on; an import stops. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
        tasks.close();
        try {
            address.delete(data);
        } catch (IOException left) {
            LOG.warn("admin port: its files stay in {}: {}", data, left.toString());
        }
    }
}
