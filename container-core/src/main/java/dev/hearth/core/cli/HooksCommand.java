package dev.hearth.core.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows the pipeline as it runs. */
@Command(description = "shows the pipeline as it runs: each phase's hooks in order, and why they stand there")
final class HooksCommand extends ClientCommand {

    HooksCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        List<Map<?, ?>> rows = rows(client.get("/hooks", Map.of()), "hooks");
        Table table = new Table("PHASE", "#", "MODULE", "ORDER", "WHY");
        rows.forEach(row -> table.add(
                row.get("phase"), row.get("position"), row.get("module"), row.get("order"), orDash(row.get("why"))));
        print(rows, table, "No hooks are registered: every call goes straight to its object.");
        return ExitCode.OK;
    }

    private static Object orDash(@org.jspecify.annotations.Nullable Object why) {
        return why == null || why.equals("") ? "-" : why;
    }
}
