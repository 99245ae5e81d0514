package dev.hearth.core.cli;

import java.util.Map;
import picocli.CommandLine.Command;

/** Refuses new calls. */
@Command(
        description = "refuses new calls until 'resume', and lets calls in progress finish",
        footer = {"", "Callers get HEARTH-DISCARDED at once, and may try again."})
final class DiscardCommand extends StateCommand {

    DiscardCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<?, ?> now = change(client, "discarding");
        print(
                now,
                subject(now) + " discards calls: new ones are refused until " + command("resume") + "."
                        + stillInside(now));
        return ExitCode.OK;
    }
}
