package dev.hearth.core.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes stored objects as lines of JSON. */
@Command(
        description = "writes the stored objects as lines of JSON, as they are at one moment",
        footer = {
            "",
            "The container goes on meanwhile. A line has name, type, number and state of an object; names without a",
            "state have a number that was given away with a stub. 'hearth store import' reads such lines."
        })
final class StoreExportCommand extends StoreTaskCommand {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "this object and those below it; default: all")
    private @Nullable String name;

    @Option(names = "--to", paramLabel = "FILE", description = "into this file; default: the standard output")
    private @Nullable Path to;

    StoreExportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<String, String> query = name == null ? Map.of() : Map.of("name", name);
        Map<?, ?> task = await(client, client.ask("POST", "/store/exports", query, "", PATIENCE));
        try {
            if (to == null) {
                fetchToOut(client, task);
            } else {
                fetchToFile(client, task, surroundings().absolute(to));
                print(task, task.get("message") + " to " + to + ".");
            }
        } finally {
            end(client, task);
        }
        return sayWhatIsDamaged(task);
    }

    private void fetchToOut(AdminClient client, Map<?, ?> task) throws CommandException {
        try {
            fetch(client, task, new CharacterStream(surroundings().out()));
        } catch (IOException gone) {
            throw unwritable("the standard output", gone);
        }
    }

    /** Aside first, so that a file is there whole or not at all. */
    private static void fetchToFile(AdminClient client, Map<?, ?> task, Path file) throws CommandException {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(aside)) {
                fetch(client, task, out);
            }
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw unwritable(file.toString(), unwritable);
        }
    }

    private static CommandException unwritable(String where, IOException cause) {
        return new CommandException(ExitCode.FAILED, where + " can't be written: " + cause, "");
    }

    private static void fetch(AdminClient client, Map<?, ?> task, OutputStream out)
            throws CommandException, IOException {
        long at = 0;
        while (true) {
            byte[] part = client.bytes("/store/parts", Map.of("task", id(task), "from", Long.toString(at)));
            if (part.length == 0) {
                return;
            }
            out.write(part);
            at += part.length;
        }
    }
}
