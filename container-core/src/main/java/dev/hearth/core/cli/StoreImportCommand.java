package dev.hearth.core.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts objects in that are given as lines of JSON. */
@Command(
        description = "puts objects in that are given as lines of JSON, as 'hearth store export' writes them",
        footer = {
            "",
            "All lines are looked at first: if one is damaged, would not load into its deployed type, or is of an object",
            "that is there with another state, nothing is imported. An import that breaks off is gone on with by giving",
            "it again: what is there already is passed over."
        })
final class StoreImportCommand extends StoreTaskCommand {

    private final Supplier<InputStream> standardInput;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the lines; default: the standard input")
    private @Nullable Path file;

    @Option(names = "--replace", description = "puts the state in the place of that of objects which are there")
    private boolean replace;

    StoreImportCommand(Surroundings surroundings, Supplier<InputStream> standardInput) {
        super(surroundings);
        this.standardInput = standardInput;
    }

    @Override
    int run(AdminClient client) throws CommandException {
        try (InputStream lines = lines()) {
            Map<?, ?> made = client.ask("POST", "/store/imports", Map.of(), "", PATIENCE);
            send(client, made, lines);
            Map<String, String> query = Map.of("task", id(made), "replace", Boolean.toString(replace));
            Map<?, ?> task = await(client, client.ask("POST", "/store/imports", query, "", PATIENCE));
            print(task, "Imported: " + task.get("message") + ".");
            end(client, task);
            return ExitCode.OK;
        } catch (NoSuchFileException missing) {
            throw new CommandException(ExitCode.USAGE, "there is no file " + file, "name a file that is there");
        } catch (IOException unreadable) {
            throw new CommandException(ExitCode.FAILED, "the lines can't be read: " + unreadable, "");
        }
    }

    private InputStream lines() throws IOException {
        return file == null
                ? standardInput.get()
                : Files.newInputStream(surroundings().absolute(file));
    }

    private static void send(AdminClient client, Map<?, ?> task, InputStream lines)
            throws CommandException, IOException {
        int most = task.get("part") instanceof Number part ? part.intValue() : 1;
        long at = 0;
        for (byte[] part = lines.readNBytes(most); part.length > 0; part = lines.readNBytes(most)) {
            client.send("/store/parts", Map.of("task", id(task), "at", Long.toString(at)), part);
            at += part.length;
        }
    }
}
