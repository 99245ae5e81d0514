package dev.hearth.core.cli;

import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Checks what a start would find wrong. */
@Command(
        description = "checks the configuration and the JARs without starting; a JAR also against the stored states",
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
            if (file != null) {
                tryStates(checked, surroundings.absolute(file)).ifPresent(surroundings.out()::println);
            }
            return ExitCode.OK;
        } catch (Inspector.UnsoundException unsound) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(unsound.getMessage()), "");
        } catch (ConfigException wrong) {
            throw Surroundings.wrong(wrong);
        }
    }

    /** The container that runs is the only one that may look at its store. */
    private Optional<String> tryStates(HearthConfig checked, Path jar)
            throws CommandException, Inspector.UnsoundException {
        Path data = surroundings.folder().resolve(checked.data());
        Map<?, ?> answer;
        try {
            answer = AdminClient.of(data)
                    .ask("POST", "/checks", Map.of("file", jar.toString()), "", DeployCommand.PATIENCE);
        } catch (CommandException nobody) {
            if (nobody.exitCode() != ExitCode.UNREACHABLE) {
                throw nobody;
            }
            return inspector.tryStates(checked, jar);
        }
        return Optional.of(String.valueOf(answer.get("message")));
    }

    private void sayThatTheConfigurationIsGood() {
        Optional<Path> read =
                Optional.ofNullable(config).or(() -> surroundings.loader().usualFile());
        surroundings
                .out()
                .println(read.map(path -> path + " is good.").orElse("No configuration file; the defaults hold."));
    }
}
