package dev.hearth.core.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Has the container read its configuration again. */
@Command(
        description = "applies changed configuration, and says what needs a restart",
        footer = {"", "The file is the one that the container was started with. A wrong one changes nothing."})
final class ReloadCommand extends ClientCommand {

    ReloadCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        List<Map<?, ?>> rows = rows(client.ask("POST", "/reload", Map.of(), "", DeployCommand.PATIENCE), "changes");
        Table table = new Table("KEY", "BEFORE", "NOW", "");
        rows.forEach(
                row -> table.add(row.get("key"), orDash(row.get("before")), orDash(row.get("after")), outcome(row)));
        print(rows, table, "Nothing has changed.");
        return ExitCode.OK;
    }

    private static String outcome(Map<?, ?> row) {
        String outcome = Boolean.TRUE.equals(row.get("applied")) ? "applied" : "needs a restart";
        String note = String.valueOf(row.get("note"));
        return note.isEmpty() ? outcome : outcome + ": " + note;
    }

    private static Object orDash(@org.jspecify.annotations.Nullable Object value) {
        return value == null || value.equals("") ? "-" : value;
    }
}
