package dev.hearth.core.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the calls in progress. */
@Command(description = "lists the calls in progress: who, where, on which thread, waiting for what and for whom")
final class PsCommand extends ClientCommand {

    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long MINUTE = 60 * SECOND;

    private static final String STACK_INDENT = "      ";

    @Option(
            names = "--stacks",
            description =
                    "prints the stack of each call that runs; those that ignore their interrupt show theirs anyway")
    private boolean stacks;

    PsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<String, String> query = stacks ? Map.of("stacks", "true") : Map.of();
        List<Map<?, ?>> rows = rows(client.get("/calls", query), "calls");
        Table table = new Table(
                "CALL",
                "AGE",
                "STATE",
                "OBJECT",
                "METHOD",
                "CALLER",
                "PHASE",
                "THREAD",
                "CHAIN",
                "BELOW",
                "WAITING FOR");
        rows.forEach(row -> add(table, row));
        print(rows, table, "No calls are in progress.");
        return ExitCode.OK;
    }

    private static void add(Table table, Map<?, ?> row) {
        table.add(
                row.get("id"),
                age(row.get("ageMicros")),
                state(row),
                row.get("object"),
                row.get("method"),
                row.get("caller"),
                row.get("phase"),
                row.get("thread"),
                row.get("chain"),
                row.get("below"),
                row.get("waitingFor"));
        if (row.get("stack") instanceof List<?> stack) {
            stack.forEach(line -> table.below(STACK_INDENT + "at " + line));
        }
    }

    private static String state(Map<?, ?> row) {
        Object overtaken = row.get("overtakenMicros");
        if (overtaken != null) {
            return "answered " + age(overtaken) + " ago, runs on";
        }
        return row.get("waitingFor") == null ? "runs" : "waits";
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
