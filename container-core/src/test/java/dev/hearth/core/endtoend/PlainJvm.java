package dev.hearth.core.endtoend;

import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program in a JVM of its own, with its own JARs and nothing of Hearth's on its class path.
 *
 * <p>Its input stays open and empty. Used by one thread; {@link #close} ends the process.
 */
final class PlainJvm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern READY = Pattern.compile("(?m)^ready$");

    private final Process process;
    private final Path out;

    private PlainJvm(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    private static PlainJvm begin(Jdk jdk, List<Path> jars, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                jdk.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                program));
        command.addAll(arguments);
        Path out = Files.createTempFile(jars.get(0).getParent(), "out", ".txt");
        return new PlainJvm(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start(),
                out);
    }

    /** Starts a server, and returns when it has printed that it is ready. */
    static PlainJvm server(Jdk jdk, Path jar, String program, List<String> arguments) throws IOException {
        return server(jdk, List.of(jar), program, arguments);
    }

    /** @param jars the first one's folder is written to */
    static PlainJvm server(Jdk jdk, List<Path> jars, String program, List<String> arguments) throws IOException {
        PlainJvm server = begin(jdk, jars, program, arguments);
        try {
            await(program + " prints 'ready'")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> READY.matcher(server.printed()).find() || !server.process.isAlive());
        } catch (RuntimeException late) {
            server.close();
            throw late;
        }
        if (!READY.matcher(server.printed()).find()) {
            throw new AssertionError(program + " ended: " + server.printed());
        }
        return server;
    }

    /** Runs a client to its end, and returns what it has printed. */
    static String client(Jdk jdk, Path jar, String program, List<String> arguments) throws IOException {
        return client(jdk, List.of(jar), program, arguments);
    }

    static String client(Jdk jdk, List<Path> jars, String program, List<String> arguments) throws IOException {
        try (PlainJvm client = begin(jdk, jars, program, arguments)) {
            int code = client.ended();
            if (code != 0) {
                throw new AssertionError(program + " ended with " + code + ": " + client.printed());
            }
            return client.printed();
        }
    }

    /** Waits for the end of the process, and says its exit code. */
    int ended() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the program does not end; it has printed: " + printed());
            }
            return process.exitValue();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program", hurry);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    String printed() {
        return Server.read(out);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        ended();
    }
}
