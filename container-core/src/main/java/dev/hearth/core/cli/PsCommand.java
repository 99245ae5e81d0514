package dev.hearth.core.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the calls in progress. */
@Command(description = "lists the calls in progress: who, where, on which thread, waiting for what")
final class PsCommand extends ClientCommand {

    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long MINUTE = 60 * SECOND;

    PsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        List<Map<?, ?>> rows = rows(client.get("/calls", Map.of()), "calls");
        Table table = new Table("CALL", "AGE", "OBJECT", "METHOD", "CALLER", "PHASE", "THREAD", "WAITING FOR");
        rows.forEach(row -> table.add(
                row.get("id"),
                age(row.get("ageMicros")),
                row.get("object"),
                row.get("method"),
                row.get("caller"),
                row.get("phase"),
                row.get("thread"),
                row.get("waitingFor")));
        print(rows, table, "No calls are in progress.");
        return ExitCode.OK;
    }

    /** In the unit in which it is a small number. */
    static String age(@Nullable Object micros) {
        long age = micros instanceof Number number ? number.longValue() : 0;
        if (age < MILLI) {
            return age + " us";
        }
        if (age < SECOND) {
            return age / MILLI + " ms";
        }
        if (age < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", (double) age / SECOND);
        }
        return age / MINUTE + " min " + age % MINUTE / SECOND + " s";
    }
}
