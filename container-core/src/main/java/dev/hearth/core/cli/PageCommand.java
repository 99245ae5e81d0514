package dev.hearth.core.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a module shows. */
@Command(description = "prints the page that a hook module shows; without a name, lists those that show one")
final class PageCommand extends ClientCommand {

    @Parameters(arity = "0..1", paramLabel = "MODULE", defaultValue = "", description = "the module's name")
    private String module = "";

    PageCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        if (module.isEmpty()) {
            List<Map<?, ?>> rows = rows(client.get("/pages", Map.of()), "pages");
            Table table = new Table("MODULE", "TITLE");
            rows.forEach(row -> table.add(row.get("module"), row.get("title")));
            print(rows, table, "No module shows a page.");
        } else {
            print(new String(client.bytes("/pages/" + module, Map.of()), StandardCharsets.UTF_8).stripTrailing());
        }
        return ExitCode.OK;
    }
}
