package dev.hearth.core.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lets calls in again. */
@Command(description = "takes calls again, after 'hold', 'discard' or 'drain'; those that wait go on")
final class ResumeCommand extends StateCommand {

    ResumeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<?, ?> now = change(client, "active");
        print(now, subject(now) + " takes calls again.");
        if (!json()) {
            others(states(client)).forEach(this::print);
        }
        return ExitCode.OK;
    }

    /** What may keep calls waiting besides. */
    private static List<String> others(List<Map<?, ?>> rows) {
        return rows.stream()
                .filter(row -> !"active".equals(row.get("state")))
                .map(row -> subject(row) + " is " + row.get("state") + " still.")
                .toList();
    }
}
