package dev.hearth.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A container that this process started by its launcher, and whatever processes the launcher made.
 *
 * <p>{@link #close} ends all of them, in order first and by force after 20 s, and returns when they are gone. It may be
 * called from any thread, and again.
 */
final class LaunchedContainer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String RESIDENT = "VmRSS:";

    private final Process launcher;

    private LaunchedContainer(Process launcher) {
        this.launcher = launcher;
    }

    /** Starts the command; what it prints is added to the file. */
    static LaunchedContainer start(List<String> command, File log) throws IOException {
        return new LaunchedContainer(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start());
    }

    boolean isAlive() {
        return launcher.isAlive();
    }

    /**
     * Resident memory of the container's JVM in bytes: of the largest process, where the launcher is one of its own.
     *
     * @throws IOException if the system has no {@code /proc}, or the container has just ended
     */
    long residentBytes() throws IOException {
        try {
            return processes().mapToLong(LaunchedContainer::residentBytes).max().orElse(0);
        } catch (UncheckedIOException failure) {
            throw new IOException("the container's memory can't be read", failure);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(LaunchedContainer::awaitEnd);
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(launcher.toHandle()), launcher.descendants());
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static long residentBytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line ->
                            line.substring(RESIDENT.length()).replace("kB", "").trim())
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
