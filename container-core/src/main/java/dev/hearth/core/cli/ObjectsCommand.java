package dev.hearth.core.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the hosted objects, a page at a time. */
@Command(description = "lists the hosted objects, active and passive")
final class ObjectsCommand extends ClientCommand {

    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "at most so many; default 1000")
    private int limit;

    @Option(names = "--after", paramLabel = "NAME", defaultValue = "", description = "only those behind this name")
    private String after = "";

    ObjectsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<?, ?> answer = client.get("/objects", Map.of("limit", Integer.toString(limit), "after", after));
        List<Map<?, ?>> rows = rows(answer, "objects");
        Table table = new Table("NAME", "TYPE", "LIFECYCLE", "STATE", "THREADING");
        rows.forEach(row -> table.add(
                row.get("name"), row.get("type"), row.get("lifecycle"), row.get("state"), row.get("threading")));
        print(rows, table, after.isEmpty() ? "No objects are hosted." : "No objects are hosted behind " + after + ".");
        if (Boolean.TRUE.equals(answer.get("more")) && !rows.isEmpty()) {
            surroundings()
                    .err()
                    .println("There are more: hearth objects --after '"
                            + rows.get(rows.size() - 1).get("name") + "'");
        }
        return ExitCode.OK;
    }
}
