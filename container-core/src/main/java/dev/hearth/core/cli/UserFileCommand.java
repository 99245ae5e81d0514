package dev.hearth.core.cli;

import dev.hearth.core.admin.Json;
import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about the file of users. */
abstract class UserFileCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final UserKeeper keeper;

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration; default: hearth.yaml")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder; default: as configured")
    private @Nullable Path data;

    UserFileCommand(Surroundings surroundings, UserKeeper keeper) {
        this.surroundings = surroundings;
        this.keeper = keeper;
    }

    @Override
    public final Integer call() throws CommandException {
        HearthConfig read = surroundings.config(config, List.of());
        Path folder = surroundings.absolute(data != null ? data : read.data());
        try {
            run(keeper, read, folder);
            return ExitCode.OK;
        } catch (RefusedException refused) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(refused.getMessage()), "");
        }
    }

    abstract void run(UserKeeper users, HearthConfig read, Path folder) throws CommandException, RefusedException;

    void print(String line) {
        surroundings.out().println(line);
    }

    /** The users. */
    @Command(description = "lists the users and their roles")
    static final class ListThem extends UserFileCommand {

        @Option(names = "--json", description = "prints JSON, for programs")
        private boolean json;

        ListThem(Surroundings surroundings, UserKeeper keeper) {
            super(surroundings, keeper);
        }

        @Override
        void run(UserKeeper users, HearthConfig read, Path folder) throws RefusedException {
            List<UserKeeper.Row> rows = users.list(read, folder);
            if (json) {
                print(Json.write(rows));
            } else if (rows.isEmpty()) {
                print("There are no users; 'hearth user add NAME' adds one.");
            } else {
                Table table = new Table("USER", "ROLES");
                rows.forEach(row -> table.add(row.user(), row.roles()));
                table.lines().forEach(this::print);
            }
        }
    }

    /** No user any more. */
    @Command(description = "removes a user; their sessions end")
    static final class Remove extends UserFileCommand {

        @Parameters(paramLabel = "NAME", description = "the user")
        private String name = "";

        Remove(Surroundings surroundings, UserKeeper keeper) {
            super(surroundings, keeper);
        }

        @Override
        void run(UserKeeper users, HearthConfig read, Path folder) throws RefusedException {
            users.remove(read, folder, name);
            print(name + " is no user any more.");
        }
    }
}
