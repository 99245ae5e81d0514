package dev.hearth.core.cli.prove;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What only the system's shell can do: signals, and limits of files. */
final class Shell {

    private static final int BLOCK = 512; // the unit that POSIX gives the limit
    private static final long PATIENCE_SECONDS = 10;

    private Shell() {}

    /** Whether there is one that can do both. */
    static boolean available() throws InterruptedException {
        try {
            return run("ulimit -f 100000 && kill -0 $$");
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

    /** The command, with files that can't grow beyond so many bytes. */
    static List<String> limited(List<String> command, long bytes) {
        List<String> limited =
                new ArrayList<>(List.of("sh", "-c", "ulimit -f " + (bytes / BLOCK + 1) + " && exec \"$@\"", "limited"));
        limited.addAll(command);
        return limited;
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
