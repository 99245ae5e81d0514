package dev.hearth.core.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Interrupts a call. */
@Command(description = "interrupts one call with its chain; its caller gets an error")
final class CancelCommand extends ClientCommand {

    @Parameters(paramLabel = "CALL", description = "the call's number, as 'hearth ps' shows it")
    private long id;

    CancelCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        print(
                client.ask("DELETE", "/calls", Map.of("id", Long.toString(id)), "", AdminClient.SOON),
                "Call " + id + " is cancelled.");
        return ExitCode.OK;
    }
}
