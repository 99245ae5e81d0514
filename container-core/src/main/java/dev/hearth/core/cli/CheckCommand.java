package dev.hearth.core.cli;

import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Checks what a start would find wrong. */
@Command(
        description = "checks the configuration and the JARs without starting",
        synopsisHeading = "Usage: ",
        customSynopsis = "hearth check [FILE.jar] [--config FILE] [--KEY=VALUE…]")
final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Inspector inspector;

    @Parameters(arity = "0..1", paramLabel = "FILE.jar", description = "a JAR; default: all in the deployment folder")
    private @Nullable Path file;

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration; default: hearth.yaml")
    private @Nullable Path config;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    CheckCommand(Surroundings surroundings, Inspector inspector) {
        this.surroundings = surroundings;
        this.inspector = inspector;
    }

    @Override
    public Integer call() throws CommandException {
        HearthConfig checked = surroundings.config(config, settings);
        try {
            List<String> found =
                    inspector.inspect(checked, Optional.ofNullable(file).map(surroundings::absolute));
            sayThatTheConfigurationIsGood();
            found.forEach(surroundings.out()::println);
            return ExitCode.OK;
        } catch (Inspector.UnsoundException unsound) {
            sayThatTheConfigurationIsGood();
            throw new CommandException(ExitCode.FAILED, String.valueOf(unsound.getMessage()), "");
        } catch (ConfigException wrong) {
            throw Surroundings.wrong(wrong);
        }
    }

    private void sayThatTheConfigurationIsGood() {
        Optional<Path> read =
                Optional.ofNullable(config).or(() -> surroundings.loader().usualFile());
        surroundings
                .out()
                .println(read.map(path -> path + " is good.").orElse("No configuration file; the defaults hold."));
    }
}
