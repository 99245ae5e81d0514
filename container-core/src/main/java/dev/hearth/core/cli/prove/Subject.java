package dev.hearth.core.cli.prove;

import dev.hearth.core.cli.child.Child;
import dev.hearth.core.cli.child.ChildException;
import dev.hearth.core.cli.demo.Demo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A container that is proved: a process of its own, on the same port and data each time. */
final class Subject implements AutoCloseable {

    private static final String MAIN = "dev.hearth.core.server.Main";
    private static final long PATIENCE_SECONDS = 300;

    private final Child process;

    private Subject(Child process) {
        this.process = process;
    }

    /**
     * Starts it, and returns when it takes calls.
     *
     * @param fault what breaks in it, as {@code hearth.log.fault} says it
     * @throws ChildException if it does not start
     */
    static Subject start(Machine machine, Place place, int port, Optional<String> fault)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(machine.java().toString());
        command.addAll(machine.options());
        fault.ifPresent(told -> command.add("-Dhearth.log.fault=" + told));
        command.addAll(List.of("-cp", machine.classPath(), MAIN, "start"));
        command.addAll(List.of("--config", place.config().toString()));
        command.addAll(List.of("--port", String.valueOf(port)));
        command.addAll(List.of("--deploy", place.deploy().toString()));
        command.addAll(List.of("--data", place.data().toString()));
        Child process = Child.start("container", place.folder(), command);
        try {
            process.await(line -> line.contains(Demo.READY), line -> {}, PATIENCE_SECONDS);
            return new Subject(process);
        } catch (ChildException never) {
            process.close();
            throw new ChildException(never.getMessage() + said(process));
        } catch (InterruptedException hurry) {
            process.close();
            throw hurry;
        }
    }

    private static String said(Child process) {
        return process.tail().stream()
                .map(line -> System.lineSeparator() + "       | " + line)
                .collect(Collectors.joining("", ". The last that it said:", ""));
    }

    /** What it printed last, for people. */
    String lastLines() {
        return said(process);
    }

    void pause() throws IOException, InterruptedException {
        Shell.signal("STOP", process.pid());
    }

    void resume() throws IOException, InterruptedException {
        Shell.signal("CONT", process.pid());
    }

    /** As {@code kill -9}; false if it had ended before. */
    boolean kill() throws InterruptedException {
        boolean lived = process.alive();
        process.kill();
        return lived;
    }

    boolean alive() {
        return process.alive();
    }

    /** Waits until it has ended by itself; says its exit code, or -1 if it has not ended. */
    int ended() throws InterruptedException {
        return process.ended(PATIENCE_SECONDS).orElse(-1);
    }

    boolean stop() throws InterruptedException {
        return process.stop();
    }

    @Override
    public void close() {
        process.close();
    }
}
