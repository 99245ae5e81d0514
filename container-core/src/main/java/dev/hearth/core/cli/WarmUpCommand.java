package dev.hearth.core.cli;

import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Goes once through what every start and every question loads, in a scratch folder, so that the JVM can make an archive
 * of these classes; run by the launcher script with {@code -XX:ArchiveClassesAtExit}.
 */
@Command(hidden = true, description = "loads what a start loads, for the archive of classes")
final class WarmUpCommand implements Callable<Integer> {

    private static final List<List<String>> QUESTIONS = List.of(
            List.of("objects"),
            List.of("types"),
            List.of("hooks"),
            List.of("modules"),
            List.of("ps"),
            List.of("call", "registry", "list"),
            List.of("version"),
            List.of("--help"));

    private final Surroundings surroundings;
    private final Launcher launcher;
    private final UserKeeper users;

    WarmUpCommand(Surroundings surroundings, Launcher launcher, UserKeeper users) {
        this.surroundings = surroundings;
        this.launcher = launcher;
        this.users = users;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        Path scratch = Files.createTempDirectory("hearth-warm-up");
        try {
            warmUp(scratch);
            return ExitCode.OK;
        } catch (LaunchException | ConfigException cannot) {
            throw new CommandException(ExitCode.CANNOT_START, String.valueOf(cannot.getMessage()), "");
        } finally {
            delete(scratch);
        }
    }

    private void warmUp(Path scratch) throws IOException, LaunchException, ConfigException {
        Path file = Files.writeString(scratch.resolve("hearth.yaml"), "port: 0\nadmin:\n  port: 0\n");
        Path deploy = Files.createDirectory(scratch.resolve("deploy"));
        Path data = scratch.resolve("data");
        HearthConfig config = new ConfigLoader(scratch, Map.of())
                .load(
                        java.util.Optional.of(file),
                        List.of("--deploy=" + deploy, "--data=" + data, "--log.level=error"));
        ConsoleLog.level(config.log().level());
        Running running = launcher.launch(config);
        try {
            surroundings.out().println(running.readyLine());
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            HearthCli cli = new HearthCli(
                    launcher,
                    out -> ExitCode.OK,
                    (wanted, out) -> true,
                    (same, jar) -> List.of(),
                    (same, backup, replace) -> "",
                    users,
                    new Surroundings(nowhere, nowhere, Map.of(), scratch));
            QUESTIONS.forEach(question -> cli.run(question.toArray(new String[0])));
        } finally {
            running.stop();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
