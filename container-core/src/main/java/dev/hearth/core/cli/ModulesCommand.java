package dev.hearth.core.cli;

import dev.hearth.core.admin.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the hook modules. */
@Command(description = "lists the hook modules; one with its name: each of its settings and what it does")
final class ModulesCommand extends ClientCommand {

    @Parameters(arity = "0..1", paramLabel = "NAME", defaultValue = "", description = "only this one")
    private String name = "";

    ModulesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        List<Map<?, ?>> rows = rows(client.get("/modules", Map.of()), "modules").stream()
                .filter(row -> name.isEmpty() || name.equals(row.get("name")))
                .toList();
        if (rows.isEmpty() && !name.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "there is no module '" + name + "'",
                    "'hearth modules' lists those that there are");
        }
        if (!name.isEmpty()) {
            List<Map<?, ?>> settings = rows(client.get("/settings", Map.of("module", name)), "settings");
            return json() ? showToPrograms(rows.get(0), settings) : show(rows.get(0), settings);
        }
        Table table = new Table("NAME", "FROM", "HOOKS", "SETTINGS");
        rows.forEach(row -> table.add(
                row.get("name"),
                Objects.requireNonNullElse(row.get("deployment"), "built in"),
                row.get("hooks"),
                settings(row.get("settings"))));
        print(rows, table, "There are no modules.");
        return ExitCode.OK;
    }

    private int showToPrograms(Map<?, ?> module, List<Map<?, ?>> settings) {
        Map<Object, Object> row = new LinkedHashMap<>(module);
        row.put("declared", settings);
        print(Json.write(List.of(row)));
        return ExitCode.OK;
    }

    /** One module, with each setting that it has. */
    private int show(Map<?, ?> module, List<Map<?, ?>> settings) {
        print(name + ", from " + Objects.requireNonNullElse(module.get("deployment"), "Hearth itself") + ", has "
                + module.get("hooks") + " hooks.");
        Table table = new Table("SETTING", "KIND", "DEFAULT", "NOW", "WHAT IT DOES");
        for (Map<?, ?> row : settings) {
            table.add(row.get("name"), row.get("kind"), orDash(row.get("otherwise")), now(row), help(row));
            if (row.get("sections") instanceof Map<?, ?> sections) {
                sections.forEach((objects, value) -> table.add("", "", "", shown(value), "for " + objects));
            }
        }
        print(settings, table, "It has no settings.");
        return ExitCode.OK;
    }

    private static Object now(Map<?, ?> row) {
        Object value = row.get("value");
        return value == null ? orDash(row.get("otherwise")) : shown(value);
    }

    private static Object help(Map<?, ?> row) {
        return Boolean.TRUE.equals(row.get("section"))
                ? row.get("help") + " (also in sections)"
                : orDash(row.get("help"));
    }

    private static Object shown(Object value) {
        return value instanceof String || value instanceof Number ? value : Json.write(value);
    }

    private static Object orDash(@org.jspecify.annotations.Nullable Object value) {
        return value == null || value.equals("") ? "-" : value;
    }

    private static List<String> settings(@org.jspecify.annotations.Nullable Object settings) {
        return settings instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + Json.write(entry.getValue()))
                        .toList()
                : List.of();
    }
}
