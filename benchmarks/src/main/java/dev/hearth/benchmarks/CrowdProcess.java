package dev.hearth.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** A {@link Crowd} in a JVM of its own, which ends with this one. For use by one thread. */
final class CrowdProcess implements AutoCloseable {
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private CrowdProcess(Process process) {
        this.process = process;
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one for the server on this port, with the same Java and class path as here. */
    static CrowdProcess start(int port, byte[] id) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            return new CrowdProcess(new ProcessBuilder(
                            java,
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Crowd.class.getName(),
                            Integer.toString(port),
                            HexFormat.of().formatHex(id))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException("the process for idle connections can't be started", failed);
        }
    }

    /**
     * Has a command done and says what it came to.
     *
     * @throws IllegalStateException if it failed
     */
    long tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String answer = answers.readLine();
            if (answer == null || !answer.startsWith("ok ")) {
                throw new IllegalStateException("'" + command + "' of idle connections: "
                        + (answer == null ? "their process has ended" : answer));
            }
            return Long.parseLong(answer.substring(3));
        } catch (IOException broken) {
            throw new IllegalStateException("the process of the idle connections has ended: " + broken, broken);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
