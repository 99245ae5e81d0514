package dev.hearth.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A user at a terminal: pastes a block, and goes on when it is done and what was promised stands there. */
final class PastingShell implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final String DONE = "done with the block: ";

    private final Process bash;
    private final Writer keyboard;
    private final BlockingQueue<String> screen = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private PastingShell(Process bash) {
        this.bash = bash;
        this.keyboard = bash.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "screen");
        reader.setDaemon(true);
        reader.start();
    }

    /** A shell with this JVM's JDK and nothing of Hearth's in its environment. */
    static PastingShell in(Path folder, Path temporary) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "--norc").directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("HEARTH"));
        String jdk = System.getProperty("java.home");
        environment.put("JAVA_HOME", jdk);
        environment.put("PATH", jdk + "/bin:" + environment.get("PATH"));
        environment.put("TMPDIR", temporary.toString());
        environment.put("HEARTH_CDS", "off"); // no archive is made in the background, of files that go with this test
        return new PastingShell(builder.start());
    }

    private void read() {
        try (BufferedReader lines = bash.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                screen.add(line);
            }
        } catch (IOException closed) {
            screen.add("the screen is gone: " + closed);
        }
    }

    void paste(Tutorial.Step step) throws IOException, InterruptedException {
        seen.add("$ " + step.commands());
        keyboard.write(step.commands() + "\necho \"" + DONE + "$?\"\n");
        keyboard.flush();
        Iterator<Pattern> promised = step.patterns().iterator();
        Pattern next = promised.hasNext() ? promised.next() : null;
        boolean done = false;
        long start = System.nanoTime();
        while (!done || next != null) {
            String line = screen.poll(PATIENCE_NANOS - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw failure(next == null ? "The block does not end." : "Not printed: " + next);
            }
            seen.add(line);
            if (line.startsWith(DONE)) {
                done = true;
                requireSuccess(step, line);
            } else if (next != null && next.matcher(line).matches()) {
                next = promised.hasNext() ? promised.next() : null;
            }
        }
    }

    private void requireSuccess(Tutorial.Step step, String done) {
        if (step.prints().isEmpty() && !done.equals(DONE + "0")) {
            throw failure("The block fails.");
        }
    }

    private AssertionError failure(String what) {
        return new AssertionError(what + " All that was pasted and printed:\n" + String.join("\n", seen));
    }

    /** Ends the shell and whatever it started. */
    @Override
    public void close() {
        List<ProcessHandle> started = bash.descendants().toList();
        bash.destroyForcibly().onExit().join();
        for (ProcessHandle each : started) {
            each.destroyForcibly();
            each.onExit().join();
        }
    }
}
