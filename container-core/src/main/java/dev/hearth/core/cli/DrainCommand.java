package dev.hearth.core.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Refuses new calls, and waits for those in progress. */
@Command(
        description = "refuses new calls until 'resume', and waits until the last call in progress has left",
        footer = {
            "",
            "Callers get HEARTH-DRAINING at once, and may try again. Who stops waiting (Ctrl-C, --timeout) changes",
            "nothing: it goes on draining, and the command given again waits again."
        })
final class DrainCommand extends StateCommand {

    private static final long LOOK_MILLIS = 100;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Time.class,
            description = "how long to wait at most, such as 30s or 10m; default: for ever")
    private @Nullable Duration timeout;

    /** As settings are written: a number and its unit. */
    static final class Time implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                Duration time = Duration.parse("PT" + text);
                if (!time.isNegative()) {
                    return time;
                }
            } catch (DateTimeException unreadable) {
                // told below
            }
            throw new TypeConversionException("'" + text + "' is not a time such as 30s, 10m or 1h");
        }
    }

    DrainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        long start = System.nanoTime();
        Map<?, ?> now = change(client, "draining");
        long told = 0;
        while (inside(now) > 0) {
            if (inside(now) != told && !json()) {
                print(subject(now) + " is draining: " + calls(inside(now)) + " in it.");
            }
            told = inside(now);
            if (timeout != null && System.nanoTime() - start >= timeout.toNanos()) {
                throw late(now);
            }
            now = lookLater(client);
        }
        print(now, subject(now) + " is drained: no call is in it, and none comes in until " + command("resume") + ".");
        return ExitCode.OK;
    }

    private CommandException late(Map<?, ?> now) {
        return new CommandException(
                ExitCode.FAILED,
                subject(now) + " goes on draining: " + calls(inside(now)) + " still in it",
                "'hearth ps' shows them, 'hearth cancel CALL' ends one, " + command("resume") + " takes calls again");
    }

    private Map<?, ?> lookLater(AdminClient client) throws CommandException {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "interrupted; it goes on draining", "");
        }
        Map<?, ?> now = look(client);
        if (!"draining".equals(now.get("state"))) {
            throw new CommandException(
                    ExitCode.FAILED,
                    subject(now) + " is " + now.get("state") + " since: it was not drained",
                    "somebody has changed its state meanwhile");
        }
        return now;
    }
}
