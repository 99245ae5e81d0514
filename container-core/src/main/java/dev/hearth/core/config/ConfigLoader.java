package dev.hearth.core.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the configuration: a file, over it the environment, over it the command line.
 *
 * <p>Every key of {@link HearthConfig} can be said in each of the three: {@code wire.message-timeout} is a section with a
 * key in the file (or the whole key with its dot), {@code HEARTH_WIRE_MESSAGE_TIMEOUT} in the environment, {@code
 * --wire.message-timeout=10s} or {@code --wire.message-timeout 10s} on the command line. Keys below {@code modules} and {@code deployments} are
 * free; in the environment two underscores end a module's name: {@code HEARTH_MODULES_ACCESS_LOG__FILE}.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConfigLoader {

    /** The environment variable that names the file. */
    public static final String FILE_VARIABLE = ConfigSchema.VARIABLES + "CONFIG";

    private static final List<String> USUAL_FILES = List.of("hearth.yaml", "conf/hearth.yaml");

    private final ConfigSchema schema = new ConfigSchema();
    private final Path folder;
    private final Map<String, String> environment;

    /**
     * @param folder where the file is looked for when none is named: {@code hearth.yaml}, then {@code conf/hearth.yaml}
     * @param environment the process's environment; variables that don't begin with {@code HEARTH_} are ignored
     */
    public ConfigLoader(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** A configuration in which only this is said, by key; for tests and for those who embed Hearth. */
    public static HearthConfig of(Map<String, String> settings) throws ConfigException {
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new ConfigLoader(Path.of(""), Map.of()).merge(List.of(), arguments);
    }

    /**
     * The configuration from all three sources.
     *
     * @param file the file that the command line names; where it names none, {@link #FILE_VARIABLE} or a usual one
     * @param arguments options of the command line, {@code --key=value} or {@code --key value}
     * @throws ConfigException with everything that is wrong
     */
    public HearthConfig load(Optional<Path> file, List<String> arguments) throws ConfigException {
        Optional<Path> found = file.isPresent() ? file : usualFile();
        if (found.isPresent() && !Files.isRegularFile(found.get())) {
            throw new ConfigException(found.get() + ": there is no such configuration file");
        }
        return merge(found.isPresent() ? YamlFile.read(found.get(), schema) : List.of(), arguments);
    }

    /** The file that is read when the command line names none. */
    public Optional<Path> usualFile() {
        String named = environment.get(FILE_VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(folder.resolve(named));
        }
        return USUAL_FILES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private HearthConfig merge(List<Said> file, List<String> arguments) throws ConfigException {
        Merge merge = new Merge(schema);
        merge.addAll(file);
        Variables.read(environment, schema, merge);
        Arguments.read(arguments, schema, merge);
        return merge.result();
    }
}
