package dev.hearth.core.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A command that has something done to the store, which may take long. */
abstract class StoreTaskCommand extends ClientCommand {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long FIRST_LOOK_MILLIS = 10;
    private static final long LOOK_MILLIS = 200;

    StoreTaskCommand(Surroundings surroundings) {
        super(surroundings);
    }

    static String id(Map<?, ?> task) {
        return String.valueOf(task.get("task"));
    }

    /** Waits for the end of a task that was begun. */
    Map<?, ?> await(AdminClient client, Map<?, ?> begun) throws CommandException {
        Map<?, ?> task = begun;
        long pause = FIRST_LOOK_MILLIS;
        while ("running".equals(task.get("state"))) {
            pause(pause);
            pause = Math.min(2 * pause, LOOK_MILLIS);
            task = client.ask("GET", "/store/tasks", Map.of("task", id(begun)), "", AdminClient.SOON);
        }
        if (task.get("error") != null) {
            end(client, task);
            throw failure(String.valueOf(task.get("error")));
        }
        return task;
    }

    private static void pause(long millis) throws CommandException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "interrupted; the container goes on with it", "");
        }
    }

    /** The first line says what is wrong, the others with whom. */
    private static CommandException failure(String error) {
        int end = error.indexOf('\n');
        return end < 0
                ? new CommandException(ExitCode.FAILED, error, "")
                : new CommandException(ExitCode.FAILED, error.substring(0, end), error.substring(end + 1));
    }

    void end(AdminClient client, Map<?, ?> task) throws CommandException {
        client.ask("DELETE", "/store/tasks", Map.of("task", id(task)), "", AdminClient.SOON);
    }

    /** Says on the error stream what was left out; the exit code that this means. */
    int sayWhatIsDamaged(Map<?, ?> task) {
        if (!(task.get("damaged") instanceof List<?> damaged) || damaged.isEmpty()) {
            return ExitCode.OK;
        }
        surroundings().err().println("Left out, since they are damaged:");
        damaged.forEach(each -> surroundings().err().println(each));
        return ExitCode.FAILED;
    }
}
