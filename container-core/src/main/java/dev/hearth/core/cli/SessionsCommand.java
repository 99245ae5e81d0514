package dev.hearth.core.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists who is logged in, or ends a session. */
@Command(
        description = "lists who is logged in; with --end, ends a session",
        footer = {"", "What stands under SESSION is for people: nobody can call with it."})
final class SessionsCommand extends ClientCommand {

    @Option(names = "--end", paramLabel = "ID", description = "ends this session: calls on its stubs are refused")
    private @Nullable String end;

    SessionsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        if (end != null) {
            print(
                    client.ask("DELETE", "/sessions", Map.of("id", end), "", AdminClient.SOON),
                    "Session " + end + " is ended.");
            return ExitCode.OK;
        }
        Map<?, ?> answer = client.get("/sessions", Map.of());
        List<Map<?, ?>> rows = rows(answer, "sessions");
        Table table = new Table("SESSION", "USER", "ROLES", "PEER", "SINCE", "LAST CALL");
        rows.forEach(row -> table.add(
                row.get("id"),
                row.get("user"),
                row.get("roles"),
                row.get("peer"),
                shown(row.get("since")),
                shown(row.get("lastCall"))));
        print(rows, table, "Nobody is logged in.");
        if (!json() && answer.get("logins") instanceof Map<?, ?> logins) {
            print("Logins since the start: " + logins.get("succeeded") + ", failed: " + logins.get("failed")
                    + ", turned away: " + logins.get("turnedAway") + ".");
        }
        return ExitCode.OK;
    }

    private static String shown(@Nullable Object instant) {
        return Instant.parse(String.valueOf(instant))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
