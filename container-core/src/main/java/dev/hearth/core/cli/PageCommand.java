package dev.hearth.core.cli;

import dev.hearth.core.admin.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a page of a module. */
@Command(
        description =
                "prints the page of a module, such as metrics or status; without a name, lists those that have one")
final class PageCommand extends ClientCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODULE", description = "the module's name")
    private @Nullable String module;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME=VALUE", description = "what the page is told")
    private List<String> parameters = List.of();

    PageCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        String wanted = module;
        if (wanted == null) {
            list(client);
            return ExitCode.OK;
        }
        String page = client.page(wanted, query(), AdminClient.SOON);
        String text = json() && !isJson(page) ? Json.write(Map.of("module", wanted, "page", page)) : page;
        surroundings().out().print(text.endsWith("\n") ? text : text + "\n");
        surroundings().out().flush();
        return ExitCode.OK;
    }

    private static boolean isJson(String page) {
        try {
            Json.read(page);
            return true;
        } catch (IOException other) {
            return false;
        }
    }

    private void list(AdminClient client) throws CommandException {
        List<Map<?, ?>> rows = rows(client.get("/pages", Map.of()), "pages");
        Table table = new Table("MODULE", "PAGE");
        rows.forEach(row -> table.add(row.get("module"), row.get("title")));
        print(rows, table, "No module has a page.");
    }

    private Map<String, String> query() throws CommandException {
        Map<String, String> query = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new CommandException(ExitCode.USAGE, "'" + parameter + "' is no NAME=VALUE", "such as count=5");
            }
            query.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return query;
    }
}
