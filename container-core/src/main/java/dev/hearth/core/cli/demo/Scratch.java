package dev.hearth.core.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of the demo's own with a container's files in it, deleted at the end.
 *
 * @param folder the folder
 */
record Scratch(Path folder) implements AutoCloseable {

    /** Makes the folder, deploys the JAR in it, and configures an admin port that disturbs nobody. */
    static Scratch with(Path samplesJar) throws IOException {
        Scratch scratch = new Scratch(Files.createTempDirectory("hearth-demo-"));
        try {
            Files.createDirectories(scratch.deploy());
            Files.copy(samplesJar, scratch.deploy().resolve("sample-objects.jar"));
            Files.writeString(scratch.config(), "admin:\n  port: 0\n");
            return scratch;
        } catch (IOException e) {
            scratch.close();
            throw e;
        }
    }

    Path deploy() {
        return folder.resolve("deploy");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path config() {
        return folder.resolve("hearth.yaml");
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
