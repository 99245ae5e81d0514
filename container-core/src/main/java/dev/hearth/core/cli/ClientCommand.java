package dev.hearth.core.cli;

import dev.hearth.core.admin.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that asks a running container, which it finds by the data folder. */
abstract class ClientCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--data", paramLabel = "DIR", description = "the container's data folder; default: as configured")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the container's configuration; default: hearth.yaml")
    private @Nullable Path config;

    @Option(names = "--json", description = "prints JSON, for programs")
    private boolean json;

    ClientCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public final Integer call() throws CommandException {
        return run(AdminClient.of(dataFolder()));
    }

    /** Asks and prints. */
    abstract int run(AdminClient client) throws CommandException;

    /** Without a look at the configuration where the folder is named: a broken file should keep nobody from looking. */
    private Path dataFolder() throws CommandException {
        Path folder =
                data != null ? data : surroundings.config(config, List.of()).data();
        return surroundings.folder().resolve(folder);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    boolean json() {
        return json;
    }

    void print(String line) {
        surroundings.out().println(line);
    }

    /** The answer for programs, or else the sentence. */
    void print(Map<?, ?> answer, String sentence) {
        print(json ? Json.write(answer) : sentence);
    }

    /** A list for programs, or a table, or a sentence that says that there is nothing. */
    void print(List<Map<?, ?>> rows, Table table, String nothing) {
        if (json) {
            print(Json.write(rows));
        } else if (rows.isEmpty()) {
            print(nothing);
        } else {
            table.lines().forEach(this::print);
        }
    }

    /** The rows in an answer. */
    static List<Map<?, ?>> rows(Map<?, ?> answer, String name) {
        if (answer.get(name) instanceof List<?> list) {
            return list.stream()
                    .<Map<?, ?>>map(row -> row instanceof Map<?, ?> map ? map : Map.of())
                    .toList();
        }
        return List.of();
    }
}
