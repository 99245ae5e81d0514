package dev.hearth.core.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends an object. */
@Command(description = "ends one object for good, its state included; its stubs are dead from then on")
final class RemoveCommand extends ClientCommand {

    @Parameters(paramLabel = "NAME", description = "the object's name, such as accounts/alice")
    private String name = "";

    RemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        print(
                client.ask("DELETE", "/objects", Map.of("name", name), "", DeployCommand.PATIENCE),
                name + " is removed.");
        return ExitCode.OK;
    }
}
