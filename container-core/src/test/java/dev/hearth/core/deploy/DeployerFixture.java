package dev.hearth.core.deploy;

import static org.awaitility.Awaitility.await;

import dev.hearth.api.Threading;
import dev.hearth.core.deploy.DeployerOptions.Keeping;
import dev.hearth.core.deploy.DeployerOptions.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A deployer on a folder of the test's, before a container that remembers what it was told. */
abstract class DeployerFixture {

    static final Duration SOON = Duration.ofMillis(20);
    static final Duration NEVER = Duration.ofHours(1);
    static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path root;

    final RecordingListener listener = new RecordingListener();
    Deployer deployer;

    Path folder() {
        return root.resolve("deploy");
    }

    Path inFolder(String file) {
        return folder().resolve(file);
    }

    void start() throws IOException {
        start(new Timing(SOON, SOON.multipliedBy(5), SOON.multipliedBy(5), NEVER));
    }

    void start(Timing timing) throws IOException {
        start(timing, 3);
    }

    void start(Timing timing, int former) throws IOException {
        start(timing, former, FolderWatch::new);
    }

    void start(Timing timing, int former, Deployer.Watching watching) throws IOException {
        deployer = new Deployer(
                new DeployerOptions(
                        folder(),
                        root.resolve("versions"),
                        Threading.POOLED,
                        name -> Map.of(),
                        true,
                        new Keeping(root.resolve("former"), former),
                        timing),
                listener,
                watching);
        deployer.start();
    }

    @AfterEach
    void close() {
        if (deployer != null) {
            deployer.close();
        }
    }

    void says(String deployment, String text) {
        await("what " + deployment + " says")
                .atMost(PATIENCE)
                .until(() -> listener.says(deployment), Optional.of(text)::equals);
    }

    String note(String label) {
        Path note = inFolder(label + ".failed");
        await("the note beside " + label).atMost(PATIENCE).until(() -> Files.exists(note));
        try {
            return Files.readString(note);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void noNote(String label) {
        await("no note beside " + label).atMost(PATIENCE).until(() -> !Files.exists(inFolder(label + ".failed")));
    }

    long copies() {
        try (Stream<Path> copies = Files.list(root.resolve("versions"))) {
            return copies.filter(copy -> !copy.getFileName().toString().startsWith("lib-"))
                    .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
