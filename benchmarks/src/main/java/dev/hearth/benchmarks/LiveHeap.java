package dev.hearth.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks a JVM from outside, through the JDK's {@code jcmd}, how much of its heap is alive.
 *
 * <p>The answer follows a full collection that this request causes in that JVM. It is the sum of the sizes of all objects
 * that can be reached, so it holds neither garbage nor what the collector has not given back.
 */
final class LiveHeap {
    private static final int PATIENCE_SECONDS = 30;
    private static final String TOTAL = "Total";

    private LiveHeap() {}

    /**
     * The bytes of all live objects of the process.
     *
     * @throws IllegalStateException if the process does not answer, or this Java has no {@code jcmd}
     */
    static long bytes(ProcessHandle process) throws InterruptedException {
        return total(ask(process));
    }

    private static List<String> ask(ProcessHandle process) throws InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            throw new IllegalStateException("no " + jcmd + ": the measurement needs a JDK, set JAVA_HOME to one");
        }
        try {
            return ask(jcmd, process);
        } catch (IOException failure) {
            throw new UncheckedIOException("the server's heap can't be asked for", failure);
        }
    }

    private static List<String> ask(Path jcmd, ProcessHandle process) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("histogram", ".txt");
        try {
            Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                throw new IllegalStateException(
                        "process " + process.pid() + " does not tell its heap within " + PATIENCE_SECONDS + " s");
            }
            return Files.readAllLines(answer, StandardCharsets.UTF_8);
        } finally {
            Files.delete(answer);
        }
    }

    /** The second number of the line {@code Total <instances> <bytes>}, which ends a histogram. */
    static long total(List<String> histogram) {
        return histogram.stream()
                .map(line -> line.trim().split("\\s+"))
                .filter(words -> words.length == 3 && words[0].equals(TOTAL))
                .map(words -> Long.parseLong(words[2]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no histogram of a heap: " + histogram));
    }
}
