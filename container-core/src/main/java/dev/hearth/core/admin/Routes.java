package dev.hearth.core.admin;

import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.HearthVersion;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What can be asked for, and what answers. Immutable; called by many threads. */
final class Routes {

    /** How many objects are listed at once when the request doesn't say, and at most. */
    private static final int OBJECTS = 1_000;

    private static final int MOST_OBJECTS = 10_000;

    private static final String PAGES = "/pages/";

    private final Administration administration;
    private final CallEntry entry;
    private final HearthConfig.Admin config;
    private final Map<String, Route> routes = new LinkedHashMap<>();

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {

        /**
         * The answer.
         *
         * @throws IOException if the request makes no sense; the message says why
         */
        Reply handle(Request request) throws IOException, RefusedException;
    }

    /**
     * @param open whether no token is needed
     * @param slow whether it may wait for objects or the disk, and so runs on a thread of the bounded work pool
     */
    record Route(boolean open, boolean slow, Handler handler) {}

    Routes(Administration administration, CallEntry entry, StoreTasks tasks, HearthConfig.Admin config) {
        this.administration = administration;
        this.entry = entry;
        this.config = config;
        routes.put("GET /health/live", new Route(true, false, request -> Reply.ok(Map.of("status", "up"))));
        routes.put("GET /health/ready", new Route(true, false, request -> readiness()));
        look("/info", request -> info());
        look("/objects", this::objects);
        look("/types", request -> Reply.ok(Map.of("types", administration.types())));
        look("/hooks", request -> Reply.ok(Map.of("hooks", administration.hooks())));
        look("/modules", request -> Reply.ok(Map.of("modules", administration.modules())));
        look("/settings", request -> Reply.ok(Map.of("settings", administration.settings(request.required("module")))));
        look("/pages", request -> Reply.ok(Map.of("pages", administration.pages())));
        routes.put("GET /metrics", new Route(false, true, request -> page("metrics", request)));
        routes.put(
                "POST /reload",
                new Route(false, true, request -> Reply.ok(Map.of("changes", administration.reload()))));
        look("/calls", this::calls);
        look("/sessions", request -> Reply.ok(administration.sessions()));
        routes.put("DELETE /sessions", new Route(false, false, this::endSession));
        look("/states", request -> Reply.ok(Map.of("states", administration.states())));
        routes.put("POST /states", new Route(false, false, this::change));
        routes.put("DELETE /calls", new Route(false, false, this::cancel));
        routes.put("POST /calls", new Route(false, true, this::call));
        routes.put("POST /deployments", new Route(false, true, this::deploy));
        routes.put("POST /checks", new Route(false, true, this::check));
        routes.put("DELETE /deployments", new Route(false, true, this::undeploy));
        routes.put("POST /rollbacks", new Route(false, true, this::rollback));
        routes.put("DELETE /objects", new Route(false, true, this::remove));
        new StoreRoutes(administration.exchange(), tasks, config.requestBytes()).addTo(routes);
    }

    private void look(String path, Handler handler) {
        routes.put("GET " + path, new Route(false, false, handler));
    }

    Optional<Route> find(String method, String path) {
        if (method.equals("GET") && path.startsWith(PAGES)) {
            return Optional.of(new Route(false, true, request -> page(path.substring(PAGES.length()), request)));
        }
        return Optional.ofNullable(routes.get(method + " " + path));
    }

    /** Whether another method would find something at this path. */
    boolean known(String path) {
        return routes.keySet().stream().anyMatch(route -> route.endsWith(" " + path));
    }

    private Reply page(String module, Request request) throws IOException, RefusedException {
        return administration
                .page(module, request.query())
                .map(Reply::ok)
                .orElseGet(() -> Reply.error(
                        Reply.NOT_FOUND, "the module '" + module + "' shows no page; /pages lists those that do"));
    }

    private Reply readiness() {
        return administration.ready()
                ? Reply.ok(Map.of("status", "ready"))
                : new Reply(Reply.UNAVAILABLE, Map.of("status", "not ready"));
    }

    private Reply info() {
        return Reply.ok(Map.of(
                "version",
                HearthVersion.text(),
                "pid",
                ProcessHandle.current().pid(),
                "ready",
                administration.ready()));
    }

    private Reply objects(Request request) throws IOException {
        int limit =
                (int) number(request.query().getOrDefault("limit", Integer.toString(OBJECTS)), "limit", MOST_OBJECTS);
        List<Administration.ObjectRow> rows =
                administration.objects(request.query().getOrDefault("after", ""), limit + 1);
        boolean more = rows.size() > limit;
        return Reply.ok(Map.of("objects", more ? rows.subList(0, limit) : rows, "more", more));
    }

    private static long number(String text, String name, long most) throws IOException {
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw new IOException("'" + name + "' is a whole number, not '" + text + "'", none);
        }
        throw new IOException("'" + name + "' is from 1 to " + most + ", not " + text);
    }

    private Reply calls(Request request) throws IOException {
        String stacks = request.query().getOrDefault("stacks", "false");
        if (!stacks.equals("true") && !stacks.equals("false")) {
            throw new IOException("'stacks' is true or false, not '" + stacks + "'");
        }
        return Reply.ok(Map.of("calls", administration.calls(stacks.equals("true"))));
    }

    private Reply cancel(Request request) throws IOException, RefusedException {
        long id = number(request.required("id"), "id", Long.MAX_VALUE);
        return administration.cancel(id)
                ? Reply.ok(Map.of("cancelled", id))
                : Reply.error(Reply.NOT_FOUND, "no call " + id + " is in progress; 'hearth ps' lists those that are");
    }

    private Reply change(Request request) throws IOException, RefusedException {
        String wanted = request.required("state");
        for (Administration.CallState state : Administration.CallState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                Optional<String> deployment =
                        Optional.ofNullable(request.query().get("deployment"));
                return Reply.ok(administration.change(deployment, state));
            }
        }
        throw new IOException("'state' is active, holding, discarding or draining, not '" + wanted + "'");
    }

    private Reply deploy(Request request) throws IOException, RefusedException {
        boolean check = request.query().getOrDefault("check", "false").equals("true");
        return Reply.ok(Map.of("message", administration.deploy(file(request), check)));
    }

    private Reply check(Request request) throws IOException, RefusedException {
        return Reply.ok(Map.of("message", administration.tryStates(file(request))));
    }

    private static Path file(Request request) throws IOException {
        String file = request.required("file");
        try {
            Path jar = Path.of(file);
            if (jar.isAbsolute()) {
                return jar;
            }
        } catch (InvalidPathException broken) {
            throw new IOException("'" + file + "' is no path: " + broken.getReason(), broken);
        }
        throw new IOException("'file' is an absolute path, not '" + file + "'");
    }

    private Reply rollback(Request request) throws IOException, RefusedException {
        boolean discardNewer =
                request.query().getOrDefault("discard-newer", "false").equals("true");
        return Reply.ok(Map.of("message", administration.rollback(request.required("name"), discardNewer)));
    }

    private Reply undeploy(Request request) throws IOException, RefusedException {
        String name = request.required("name");
        administration.undeploy(name);
        return Reply.ok(Map.of("undeployed", name));
    }

    private Reply remove(Request request) throws IOException, RefusedException {
        String name = request.required("name");
        return administration.remove(name)
                ? Reply.ok(Map.of("removed", name))
                : Reply.error(
                        Reply.NOT_FOUND, "there is no object '" + name + "'; 'hearth objects' lists those that are");
    }

    private Reply endSession(Request request) throws IOException, RefusedException {
        String id = request.required("id");
        return administration.endSession(id)
                ? Reply.ok(Map.of("ended", id))
                : Reply.error(
                        Reply.NOT_FOUND, "there is no session " + id + "; 'hearth sessions' lists those that are");
    }

    private Reply call(Request request) throws IOException, RefusedException {
        CallRequest wanted = CallRequest.read(request.body());
        AdminCall call = new AdminCall(
                wanted,
                administration.targetOf(wanted.object()),
                wanted.as().isPresent() ? administration.rolesOf(wanted.as().get()) : Set.of(),
                new Peer(request.peer().getAddress(), request.peer().getPort(), Optional.empty()),
                administration::nameOf,
                config.requestBytes());
        entry.enter(call);
        return outcome(call);
    }

    private Reply outcome(AdminCall call) {
        try {
            Map<String, @Nullable Object> outcome =
                    call.reply().get(config.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return Reply.ok(outcome);
        } catch (TimeoutException late) {
            return Reply.error(
                    Reply.TIMED_OUT,
                    "no outcome within admin.call-timeout; the call goes on: 'hearth ps' shows it, 'hearth cancel' ends it");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Reply.error(Reply.UNAVAILABLE, "the container stops");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a call's reply never fails", impossible);
        }
    }
}
