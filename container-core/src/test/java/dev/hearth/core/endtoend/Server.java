package dev.hearth.core.endtoend;

import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A container in a process of its own, in a folder with {@code deploy} and {@code data}.
 *
 * <p>Used by one thread at a time. {@link #close} ends the process; the test that made the folder deletes it.
 */
final class Server implements AutoCloseable {

    /** With a whole {@code hearth prove} on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Pattern READY = Pattern.compile("Hearth is ready on (.+):(\\d+)[:;].*");

    private final Jdk jdk;
    private final List<String> options;
    private final Path folder;
    private final List<String> settings = new ArrayList<>();
    private Process process;
    private int port;
    private int starts;

    private Server(Jdk jdk, List<String> options, Path folder, String... settings) throws IOException {
        this.jdk = jdk;
        this.options = options;
        this.folder = folder;
        this.settings.addAll(List.of(settings));
        Files.createDirectories(deploy());
        process = begin();
    }

    /**
     * Starts a container, and returns when it takes calls.
     *
     * @param settings as on the command line, such as {@code --store.durability=process}
     */
    static Server start(Jdk jdk, Path folder, String... settings) throws IOException {
        return start(jdk, List.of(), folder, settings);
    }

    /** As the other, with further options for the JVM. */
    static Server start(Jdk jdk, List<String> options, Path folder, String... settings) throws IOException {
        Server server = new Server(jdk, options, folder, settings);
        server.awaitReady();
        return server;
    }

    /** Starts a container that is expected to refuse, and waits for its end. */
    static Ran refused(Jdk jdk, Path folder, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("start", "--admin.port=0"));
        words.addAll(List.of(arguments));
        if (words.stream().noneMatch(word -> word.startsWith("--port="))) {
            words.add("--port=0");
        }
        return hearth(jdk, folder, words);
    }

    private Process begin() throws IOException {
        starts++;
        List<String> words = new ArrayList<>(
                List.of("start", "--port=" + port, "--admin.port=0", "--deploy=" + deploy(), "--data=" + data()));
        words.removeIf(usual -> settings.stream().anyMatch(setting -> usual.startsWith(key(setting) + "=")));
        words.addAll(settings);
        List<String> command = command(jdk, words);
        command.addAll(1, options);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out().toFile())
                .redirectError(err().toFile())
                .start();
    }

    private static List<String> command(Jdk jdk, List<String> words) {
        List<String> command = new ArrayList<>(flags(jdk));
        command.addAll(ClassArchive.options(jdk, classPath()));
        command.addAll(List.of("-cp", classPath(), "dev.hearth.core.server.Main"));
        command.addAll(words);
        return command;
    }

    /** The JVM, and what it is told so that it starts fast and takes little. */
    static List<String> flags(Jdk jdk) {
        return List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    }

    /** Without the tests' own classes. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void awaitReady() {
        try {
            awaitReady(process, out());
        } catch (RuntimeException late) {
            close();
            throw late;
        }
        Matcher ready = READY.matcher(read(out()));
        if (!ready.find()) {
            throw new IllegalStateException("the container did not start: " + read(out()) + log());
        }
        port = Integer.parseInt(ready.group(2));
    }

    /** Waits until a container says that it takes calls, or is not there any more. */
    static void awaitReady(Process container, Path out) {
        await("the container takes calls")
                .atMost(PATIENCE)
                .pollDelay(Duration.ofMillis(200))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> READY.matcher(read(out)).find() || !container.isAlive());
    }

    int port() {
        return port;
    }

    Path deploy() {
        return folder.resolve("deploy");
    }

    Path data() {
        return folder.resolve("data");
    }

    private Path out() {
        return folder.resolve("out-" + starts + ".txt");
    }

    private Path err() {
        return folder.resolve("err-" + starts + ".txt");
    }

    /** What the container that runs now has logged. */
    String log() {
        return read(err());
    }

    /** What a program has written by now, which may be a part of a letter. */
    static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As {@code kill -9}. */
    Server kill() {
        process.destroyForcibly();
        ended();
        return this;
    }

    /** As {@code kill}; does not wait. */
    void terminate() {
        process.destroy();
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Waits for the end of the process, and says its exit code. */
    int ended() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the container does not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the container ended", hurry);
        }
    }

    /** Starts it again, with these settings from now on, in place of earlier ones of the same keys. */
    void again(String... more) throws IOException {
        for (String setting : more) {
            settings.removeIf(earlier -> key(earlier).equals(key(setting)));
            settings.add(setting);
        }
        again();
    }

    private static String key(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    /** Starts it again, on the same port and data, and returns when it takes calls. */
    void again() throws IOException {
        process = begin();
        awaitReady();
    }

    /** Runs the command line against this container. */
    Ran hearth(String command, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(command, "--data=" + data()));
        words.addAll(List.of(arguments));
        return hearth(jdk, folder, words);
    }

    /** Runs 'hearth store' with this command against this container's data folder. */
    Ran store(String command, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("store", command, "--data=" + data()));
        words.addAll(List.of(arguments));
        return hearth(jdk, folder, words);
    }

    /** Runs the command line. */
    static Ran hearth(Jdk jdk, Path folder, List<String> words) throws IOException {
        return hearth(jdk, folder, words, null);
    }

    /** Runs the command line, with what it reads; null for nothing. */
    static Ran hearth(Jdk jdk, Path folder, List<String> words, Path input) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command(jdk, words))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Process program = (input == null ? builder : builder.redirectInput(input.toFile())).start();
        try {
            if (!program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("hearth " + words + " does not end: " + read(err));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for hearth " + words, hurry);
        } finally {
            program.destroyForcibly();
        }
        return new Ran(
                program.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Begins to run a command; whoever calls ends the process. */
    static Process begin(Jdk jdk, Path folder, List<String> words, Path out) throws IOException {
        return new ProcessBuilder(command(jdk, words))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    /** How a command ended. */
    record Ran(int code, String out, String err) {}

    @Override
    public void close() {
        process.destroyForcibly();
        ended();
    }
}
