package dev.hearth.core.cli;

import java.util.Map;
import picocli.CommandLine.Command;

/** Lets new calls wait. */
@Command(
        description = "lets new calls wait until 'resume', and calls in progress finish",
        footer = {"", "As many wait as threads.queue-per-object and threads.queue allow; further ones are refused."})
final class HoldCommand extends StateCommand {

    HoldCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<?, ?> now = change(client, "holding");
        print(now, subject(now) + " is held: new calls wait until " + command("resume") + "." + stillInside(now));
        return ExitCode.OK;
    }
}
