package dev.hearth.core.cli;

import dev.hearth.core.admin.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the hook modules. */
@Command(description = "lists the hook modules and their settings")
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
        Table table = new Table("NAME", "FROM", "HOOKS", "SETTINGS");
        rows.forEach(row -> table.add(
                row.get("name"),
                Objects.requireNonNullElse(row.get("deployment"), "built in"),
                row.get("hooks"),
                settings(row.get("settings"))));
        print(rows, table, "There are no modules.");
        return ExitCode.OK;
    }

    private static List<String> settings(@org.jspecify.annotations.Nullable Object settings) {
        return settings instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + Json.write(entry.getValue()))
                        .toList()
                : List.of();
    }
}
