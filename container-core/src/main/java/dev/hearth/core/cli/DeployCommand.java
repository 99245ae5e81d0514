package dev.hearth.core.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a JAR into the container. */
@Command(description = "puts a JAR in, or in place of the one with its name, and waits for the outcome")
final class DeployCommand extends ClientCommand {

    static final Duration PATIENCE = Duration.ofMinutes(10);

    @Parameters(paramLabel = "FILE.jar", description = "the JAR; move a folder of JARs into the deploy folder instead")
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private Path file;

    @Option(
            names = "--check",
            description = "first tries whether all stored states of its objects would load, and refuses if not")
    private boolean check;

    DeployCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Path jar = surroundings().absolute(file);
        if (!Files.exists(jar)) {
            throw new CommandException(ExitCode.USAGE, "there is no file " + jar, "name a JAR that is there");
        }
        Map<?, ?> answer = client.ask(
                "POST", "/deployments", Map.of("file", jar.toString(), "check", Boolean.toString(check)), "", PATIENCE);
        print(answer, String.valueOf(answer.get("message")));
        return ExitCode.OK;
    }
}
