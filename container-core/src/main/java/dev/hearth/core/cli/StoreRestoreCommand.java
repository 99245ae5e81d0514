package dev.hearth.core.cli;

import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Puts a backup in. */
@Command(
        description = "puts a backup into the data folder, and the database that is configured; no container runs then",
        synopsisHeading = "Usage: ",
        customSynopsis = "hearth store restore DIR [--replace] [--config FILE] [--data DIR] [--KEY=VALUE…]",
        footer = {
            "",
            "Stubs from before the backup are good again. Numbers that may have been given away since are passed over."
        })
final class StoreRestoreCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Restorer restorer;

    @Parameters(paramLabel = "DIR", description = "a folder that 'hearth store backup' has made")
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private Path folder;

    @Option(names = "--replace", description = "deletes what is in the data folder and in the database")
    private boolean replace;

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration; default: hearth.yaml")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder; default: as configured")
    private @Nullable String data;

    @Unmatched
    private List<String> others = new ArrayList<>();

    StoreRestoreCommand(Surroundings surroundings, Restorer restorer) {
        this.surroundings = surroundings;
        this.restorer = restorer;
    }

    @Override
    public Integer call() throws CommandException {
        List<String> settings = new ArrayList<>(others);
        if (data != null) {
            settings.add("--data=" + data);
        }
        HearthConfig checked = surroundings.config(config, settings);
        ConsoleLog.level(checked.log().level());
        try {
            String done = restorer.restore(checked, surroundings.absolute(folder), replace);
            surroundings.out().println(done + ".");
            return ExitCode.OK;
        } catch (LaunchException cannot) {
            throw new CommandException(cannot.exitCode(), String.valueOf(cannot.getMessage()), cannot.advice());
        }
    }
}
