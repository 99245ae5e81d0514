package dev.hearth.core.cli.prove;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What only the system's shell can do: signals. */
final class Shell {

    private static final long PATIENCE_SECONDS = 10;

    private Shell() {}

    /** Whether there is one. */
    static boolean available() throws InterruptedException {
        try {
            return run("kill -0 $$");
        } catch (IOException none) {
            return false;
        }
    }

    /** Sends a signal, such as {@code STOP}. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        if (!run("kill -" + name + " " + pid)) {
            throw new IOException("the signal " + name + " could not be sent to process " + pid);
        }
    }

    private static boolean run(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }
}
