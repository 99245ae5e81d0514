package dev.hearth.core.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a backup. */
@Command(
        description = "copies all objects and the secret of their ids into a folder, while the container runs",
        footer = {
            "",
            "The container writes the folder, as the user that it runs as. Whoever can read it can make stubs that the",
            "container takes for its own. Configuration and JARs are not in it."
        })
final class StoreBackupCommand extends StoreTaskCommand {

    @Parameters(paramLabel = "DIR", description = "a folder that is new or empty")
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private Path folder;

    StoreBackupCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<String, String> query = Map.of("to", surroundings().absolute(folder).toString());
        Map<?, ?> task = await(client, client.ask("POST", "/store/backups", query, "", PATIENCE));
        print(task, task.get("message") + ".");
        end(client, task);
        return sayWhatIsDamaged(task);
    }
}
