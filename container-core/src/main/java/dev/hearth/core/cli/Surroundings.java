package dev.hearth.core.cli;

import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.config.HearthConfig;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command has around it, so that tests can put it somewhere else.
 *
 * @param folder what relative paths start from
 */
record Surroundings(PrintWriter out, PrintWriter err, Map<String, String> environment, Path folder) {

    static Surroundings ofThisProcess() {
        return new Surroundings(writer(System.out), writer(System.err), System.getenv(), Path.of(""));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /**
     * The configuration.
     *
     * @param file the file that the command line names, if it does
     * @param settings options of the command line that are keys
     */
    HearthConfig config(@Nullable Path file, List<String> settings) throws CommandException {
        try {
            return loader().load(Optional.ofNullable(file).map(folder::resolve), settings);
        } catch (ConfigException wrong) {
            throw wrong(wrong);
        }
    }

    ConfigLoader loader() {
        return new ConfigLoader(folder, environment);
    }

    static CommandException wrong(ConfigException wrong) {
        return new CommandException(
                ExitCode.USAGE,
                String.join(System.lineSeparator(), wrong.problems()),
                "hearth.yaml.example lists every key with its default and what it means");
    }

    Path absolute(Path path) {
        return folder.resolve(path).toAbsolutePath().normalize();
    }
}
