package dev.hearth.core.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the former version of a deployment back. */
@Command(description = "brings the version of a deployment back that ran before this one")
final class RollbackCommand extends ClientCommand {

    @Parameters(paramLabel = "NAME", description = "the deployment's name: its JAR's, without .jar")
    private String name = "";

    @Option(
            names = "--discard-newer",
            description = "objects whose state the former version can't read get the last one kept that it can")
    private boolean discardNewer;

    RollbackCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<?, ?> answer = client.ask(
                "POST",
                "/rollbacks",
                Map.of("name", name, "discard-newer", Boolean.toString(discardNewer)),
                "",
                DeployCommand.PATIENCE);
        print(answer, String.valueOf(answer.get("message")));
        return ExitCode.OK;
    }
}
