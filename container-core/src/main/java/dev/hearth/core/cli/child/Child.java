package dev.hearth.core.cli.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A process that this one started: its lines can be waited for, and it dies with this one.
 *
 * <p>A thread of its own reads what the process prints, so it never stands still because nobody listens; of what nobody
 * waits for only the last {@value #TAIL} lines are kept. Used by one thread.
 */
public final class Child implements AutoCloseable {

    private static final int TAIL = 40;
    private static final int UNREAD = 10_000;
    private static final long STOP_SECONDS = 10;

    private final String name;
    private final Process process;
    private final Thread reader;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(UNREAD);
    private final Deque<String> tail = new ArrayDeque<>();
    private final Thread lastWill;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        reader = new Thread(this::read, "child-" + name);
        lastWill = new Thread(process::destroyForcibly, "child-end-" + name);
    }

    /** Starts a process in a folder, without any {@code HEARTH_} variable that this one may have. */
    public static Child start(String name, Path folder, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("HEARTH_"));
        Child child = new Child(name, builder.start());
        try {
            Runtime.getRuntime().addShutdownHook(child.lastWill);
        } catch (IllegalStateException ending) {
            child.process.destroyForcibly();
            throw new ChildException("The " + name + " is not started any more: this process ends");
        }
        child.reader.setDaemon(true);
        child.reader.start();
        return child;
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (tail) {
                    tail.addLast(line);
                    if (tail.size() > TAIL) {
                        tail.removeFirst();
                    }
                }
                lines.offer(line); // where 10,000 lines are unread already, this one is in the tail alone
            }
        } catch (IOException closed) {
            synchronized (tail) {
                tail.addLast("(its output broke off: " + closed.getMessage() + ")");
            }
        }
    }

    /** Its number, as the operating system knows it. */
    public long pid() {
        return process.pid();
    }

    /** Writes a line to the process. */
    public void tell(String line) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /**
     * Reads lines until there is one as wanted.
     *
     * @param others gets the lines before it
     * @throws ChildException if the process ends before or says nothing of the kind in time
     */
    public void await(Predicate<String> wanted, Consumer<String> others, long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            boolean ended = !reader.isAlive();
            String line = lines.poll(ended ? 0 : 50, TimeUnit.MILLISECONDS);
            if (line != null) {
                if (wanted.test(line)) {
                    return;
                }
                others.accept(line);
            } else if (ended) {
                throw new ChildException("The " + name + " ended unexpectedly");
            } else if (System.nanoTime() > deadline) {
                throw new ChildException("The " + name + " did not answer within " + seconds + " s");
            }
        }
    }

    /** Kills it, as {@code kill -9} does: it gets no chance to clean up. */
    public boolean kill() throws InterruptedException {
        process.destroyForcibly();
        return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** Asks it to stop, as {@code kill} and Ctrl-C do. */
    public boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** Closes its input and waits for its end. */
    public int finish() throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new ChildException("The " + name + " did not end within " + STOP_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** Whether it has not ended yet. */
    public boolean alive() {
        return process.isAlive();
    }

    /**
     * Waits for its end.
     *
     * @return its exit code; empty if it has not ended in time
     */
    public OptionalInt ended(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /** The last lines that it printed. */
    public List<String> tail() {
        synchronized (tail) {
            return List.copyOf(tail);
        }
    }

    /** Kills it if it is still alive. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(lastWill);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException shuttingDown) {
            // then the hook is running already, and does the same
        }
    }
}
