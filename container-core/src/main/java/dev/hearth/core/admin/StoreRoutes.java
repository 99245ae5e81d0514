package dev.hearth.core.admin;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What can be asked of the store. Immutable; called by many threads. */
final class StoreRoutes {

    private static final int MOST_PART = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final StateExchange exchange;
    private final StoreTasks tasks;
    private final int part;

    /** @param requestBytes how long the body of a request may be */
    StoreRoutes(StateExchange exchange, StoreTasks tasks, long requestBytes) {
        this.exchange = exchange;
        this.tasks = tasks;
        this.part = (int) Math.min(requestBytes, MOST_PART);
    }

    void addTo(Map<String, Routes.Route> routes) {
        routes.put("GET /store/objects", slow(this::show));
        routes.put("POST /store/exports", slow(this::export));
        routes.put("POST /store/backups", slow(this::backup));
        routes.put("POST /store/imports", slow(this::importing));
        routes.put("POST /store/parts", slow(this::append));
        routes.put("GET /store/parts", slow(this::fetch));
        routes.put("GET /store/tasks", new Routes.Route(false, false, this::look));
        routes.put("DELETE /store/tasks", slow(this::end));
    }

    private static Routes.Route slow(Routes.Handler handler) {
        return new Routes.Route(false, true, handler);
    }

    private Reply show(Request request) throws IOException, RefusedException {
        String name = request.required("name");
        Optional<StateExchange.StoredObject> shown = exchange.show(name);
        if (shown.isEmpty()) {
            return Reply.error(
                    Reply.NOT_FOUND, "no object '" + name + "' is stored; 'hearth objects' lists those that are");
        }
        StateExchange.StoredObject object = shown.get();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", object.name());
        fields.put("type", object.type());
        fields.put("number", object.number());
        fields.put("size", object.size());
        fields.put("active", object.active());
        fields.put("state", new Json.Raw(object.state()));
        return Reply.ok(fields);
    }

    private Reply export(Request request) throws IOException, RefusedException {
        Optional<String> name = Optional.ofNullable(request.query().get("name")).filter(text -> !text.isEmpty());
        StoreTask task = tasks.make("export");
        task.begin(file -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
                return exchange.write(out, name);
            }
        });
        return Reply.ok(task.view());
    }

    private Reply backup(Request request) throws IOException, RefusedException {
        String to = request.required("to");
        Path folder;
        try {
            folder = Path.of(to);
        } catch (InvalidPathException broken) {
            throw new IOException("'" + to + "' is no path: " + broken.getReason(), broken);
        }
        if (!folder.isAbsolute()) {
            throw new IOException("'to' is an absolute path, not '" + to + "'");
        }
        StoreTask task = tasks.make("backup");
        task.begin(file -> exchange.backup(folder));
        return Reply.ok(task.view());
    }

    /** Without a task makes one, and says how long a part may be; with one begins it. */
    private Reply importing(Request request) throws IOException, RefusedException {
        if (!request.query().containsKey("task")) {
            StoreTask task = tasks.make("import");
            task.append(0, new byte[0]);
            return Reply.ok(Map.of("task", task.id(), "part", part));
        }
        boolean replace = request.query().getOrDefault("replace", "false").equals("true");
        StoreTask task = tasks.find(request.number("task"));
        task.begin(file -> exchange.read(() -> Files.newInputStream(file), replace));
        return Reply.ok(task.view());
    }

    private Reply append(Request request) throws IOException, RefusedException {
        tasks.find(request.number("task")).append(request.number("at"), request.bytes());
        return Reply.ok(Map.of("at", request.number("at") + request.bytes().length));
    }

    private Reply fetch(Request request) throws IOException, RefusedException {
        return Reply.ok(tasks.find(request.number("task")).part(request.number("from"), part));
    }

    private Reply look(Request request) throws IOException, RefusedException {
        return Reply.ok(tasks.find(request.number("task")).view());
    }

    private Reply end(Request request) throws IOException, RefusedException {
        tasks.end(request.number("task"));
        return Reply.ok(Map.of("ended", request.number("task")));
    }
}
