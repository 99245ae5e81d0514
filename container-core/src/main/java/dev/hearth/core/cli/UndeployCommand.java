package dev.hearth.core.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a deployment out. */
@Command(description = "takes a deployment out; the state of its persistent objects stays")
final class UndeployCommand extends ClientCommand {

    @Parameters(paramLabel = "NAME", description = "the deployment's name: its JAR's, without .jar")
    private String name = "";

    UndeployCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        print(
                client.ask("DELETE", "/deployments", Map.of("name", name), "", DeployCommand.PATIENCE),
                name + " is undeployed.");
        return ExitCode.OK;
    }
}
