package dev.hearth.core.endtoend;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own that has one JAR on its class path, and whose static methods a test calls.
 *
 * <p>Thread-safe; the program runs one method at a time.
 */
final class Client implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedWriter asks;
    private final BufferedReader answers;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "client-answers");
        thread.setDaemon(true);
        return thread;
    });

    private Client(Process process) {
        this.process = process;
        asks = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts a program of {@link Sources#client}.
     *
     * @param port where the container takes calls
     * @param options for the JVM
     */
    static Client start(Jdk jdk, Path jar, String program, int port, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-Dport=" + port, "-cp", jar.toString(), "check.Runner", program));
        return new Client(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** How a method of the program ended: with a value, or with an exception and its causes. */
    private record Answer(boolean threw, String text) {}

    /** Calls a method that succeeds, and returns its result. */
    String ask(String method, Object... arguments) {
        Answer answer = answer(method, arguments);
        if (answer.threw()) {
            throw new AssertionError(method + " threw " + answer.text());
        }
        return answer.text();
    }

    /** Calls a method that throws, and returns {@code class: message <- class of the cause: message}. */
    String failure(String method, Object... arguments) {
        Answer answer = answer(method, arguments);
        if (!answer.threw()) {
            throw new AssertionError(method + " did not throw but returned " + answer.text());
        }
        return answer.text();
    }

    /** Calls a method, and returns how it failed, if it did. */
    Optional<String> failureOf(String method, Object... arguments) {
        Answer answer = answer(method, arguments);
        return answer.threw() ? Optional.of(answer.text()) : Optional.empty();
    }

    /** Calls a method, and says whether it succeeds. */
    boolean succeeds(String method, Object... arguments) {
        return !answer(method, arguments).threw();
    }

    /** Calls a method, and does not wait for its result. */
    CompletableFuture<String> begin(String method, Object... arguments) {
        return CompletableFuture.supplyAsync(() -> ask(method, arguments));
    }

    private synchronized Answer answer(String method, Object... arguments) {
        try {
            StringBuilder line = new StringBuilder(method);
            for (Object argument : arguments) {
                line.append('\t').append(argument);
            }
            asks.write(line.append('\n').toString());
            asks.flush();
            return reader.submit(this::read).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (Exception late) {
            throw new IllegalStateException("the client did not answer " + method, late);
        }
    }

    private Answer read() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the client ended");
        }
        return new Answer(line.startsWith("THREW"), line.substring(line.indexOf(' ') + 1));
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        reader.shutdownNow();
    }
}
