package dev.hearth.core.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the deployed types, or shows one with its methods. */
@Command(description = "lists the deployed types; with a name, that type and its methods")
final class TypesCommand extends ClientCommand {

    @Parameters(arity = "0..1", paramLabel = "NAME", defaultValue = "", description = "a type's name")
    private String name = "";

    TypesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        List<Map<?, ?>> rows = rows(client.get("/types", Map.of()), "types");
        if (!name.isEmpty()) {
            showOne(rows.stream().filter(row -> name.equals(row.get("name"))).toList());
            return ExitCode.OK;
        }
        Table table = new Table("NAME", "DEPLOYMENT", "STATE", "LIFECYCLE", "THREADING", "CLASS", "INTERFACES");
        rows.forEach(row -> table.add(
                row.get("name"),
                row.get("deployment"),
                row.get("state"),
                row.get("lifecycle"),
                row.get("threading"),
                row.get("implementation"),
                row.get("interfaces")));
        print(
                rows,
                table,
                "No types are deployed: put a JAR into the deployment folder, or use 'hearth deploy FILE.jar'.");
        if (!json()) {
            tellOfTheContainer(StateCommand.states(client));
        }
        return ExitCode.OK;
    }

    /** What may keep calls of all types waiting. */
    private void tellOfTheContainer(List<Map<?, ?>> states) {
        states.stream()
                .filter(row -> row.get("deployment") == null && !"active".equals(row.get("state")))
                .forEach(row -> print("The container is " + row.get("state") + ": 'hearth resume' ends that."));
    }

    private void showOne(List<Map<?, ?>> rows) throws CommandException {
        if (rows.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED, "no type '" + name + "' is deployed", "'hearth types' lists those that are");
        }
        Table table = new Table("", "");
        rows.get(0).forEach((key, value) -> {
            Object label = key;
            for (Object line : value instanceof List<?> lines ? lines : List.of(String.valueOf(value))) {
                table.add(label, line);
                label = "";
            }
        });
        print(rows, table, "");
    }
}
