package dev.hearth.core.cli.demo;

import dev.hearth.core.cli.child.Child;
import dev.hearth.core.cli.child.ChildException;
import dev.hearth.core.cli.child.Ports;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tells Hearth's story on the sample objects: starts a container in a scratch folder, lets a client in another JVM call
 * every lifecycle and threading policy, kills the container with {@code kill -9} while deposits come in, starts it again,
 * and lets the client go on with the stubs that it has.
 *
 * <p>Takes about ten seconds, and at most {@value #PATIENCE_SECONDS} for any one step. Starts processes and ends them; binds
 * two free ports on loopback.
 */
public final class Demo {

    /** What the container prints, as part of a line, when it takes calls. */
    public static final String READY = "Hearth is ready";

    private static final String HOST = "127.0.0.1";
    private static final long PATIENCE_SECONDS = 30;

    private final Path java;
    private final String classPath;
    private final DemoJars jars;
    private final Charset charset;
    private final Programs programs;

    /**
     * Prepares a demo.
     *
     * @param java the program {@code java} that runs container and client
     * @param classPath the container's class path; relative entries are relative to the working directory
     * @param jars what is deployed, and what the client has
     * @param charset what {@code run}'s writer can show
     */
    public Demo(Path java, String classPath, DemoJars jars, Charset charset) {
        this(java, classPath, jars, charset, Programs.REAL);
    }

    Demo(Path java, String classPath, DemoJars jars, Charset charset, Programs programs) {
        this.java = java;
        this.classPath = absolute(classPath);
        this.jars = jars;
        this.charset = charset;
        this.programs = programs;
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Runs the demo.
     *
     * @param out gets the story, line by line
     * @return 0 if every check was right, else 1
     */
    public int run(PrintWriter out) {
        Story story = new Story(out, charset);
        story.title("Hearth: a container, a client, and a kill -9 between them.");
        List<Child> children = new ArrayList<>();
        try (Scratch scratch = Scratch.with(jars.samples())) {
            try {
                tell(story, scratch, children);
            } catch (ChildException broken) {
                story.check(false, String.valueOf(broken.getMessage()));
            } finally {
                children.forEach(Child::close);
            }
        } catch (IOException e) {
            story.check(false, "The demo could not be run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            story.check(false, "The demo was interrupted");
        }
        boolean right = story.end();
        if (!right) {
            printTails(out, children);
        }
        return right ? 0 : 1;
    }

    private void tell(Story story, Scratch scratch, List<Child> children) throws IOException, InterruptedException {
        int port = Ports.free();

        story.chapter("A container starts in an empty folder, with sample-objects.jar in its deploy folder");
        Child server = startServer(story, scratch, port, children);

        story.chapter("A client in a JVM of its own, with nothing but the JDK and the samples' interfaces");
        Child client = startClient(scratch, port, children);
        play(client, "before", story);

        story.chapter("kill -9, while deposits come in");
        killInTheStorm(story, server, client);

        story.chapter("The container starts again, on the same port and the same data");
        Child again = startServer(story, scratch, port, children);

        story.chapter("The client goes on, with the stubs that it had");
        play(client, "after", story);

        story.chapter("The end");
        story.check(client.finish() == 0, "the client found everything right");
        story.check(again.stop(), "the container stopped when asked to");
    }

    private Child startServer(Story story, Scratch scratch, int port, List<Child> children)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Child server = Child.start("container", scratch.folder(), serverCommand(scratch, port));
        children.add(server);
        server.await(line -> line.contains(READY), line -> {}, PATIENCE_SECONDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        story.check(
                true,
                String.format(
                        Locale.ROOT, "ready on port %d after %.1f s, as process %d", port, seconds, server.pid()));
        return server;
    }

    private List<String> serverCommand(Scratch scratch, int port) {
        return List.of(
                java.toString(),
                "-cp",
                classPath,
                programs.server(),
                "start",
                "--config",
                scratch.config().toString(),
                "--port",
                String.valueOf(port),
                "--deploy",
                scratch.deploy().toString(),
                "--data",
                scratch.data().toString());
    }

    private Child startClient(Scratch scratch, int port, List<Child> children) throws IOException {
        List<String> command = List.of(
                java.toString(),
                "-Djava.rmi.server.hostname=" + HOST, // where the server finds the client's listeners
                "-Dsun.rmi.transport.tcp.responseTimeout=" + PATIENCE_SECONDS * 500,
                "-cp",
                jars.client().toAbsolutePath().toString(),
                programs.client(),
                HOST,
                String.valueOf(port));
        Child client = Child.start("client", scratch.folder(), command);
        children.add(client);
        return client;
    }

    private static void play(Child client, String command, Story story) throws IOException, InterruptedException {
        client.tell(command);
        awaitDone(client, command, story);
    }

    private static void killInTheStorm(Story story, Child server, Child client)
            throws IOException, InterruptedException {
        client.tell("storm");
        client.await(line -> line.equals("storming"), line -> show(line, story), PATIENCE_SECONDS);
        story.endScene("");
        story.check(server.kill(), "kill -9 " + server.pid());
        awaitDone(client, "storm", story);
    }

    private static void awaitDone(Child client, String command, Story story) throws InterruptedException {
        client.await(line -> line.equals("done " + command), line -> show(line, story), PATIENCE_SECONDS);
        story.endScene("");
    }

    /** One line of the client's; what the words at the beginning mean is said at its class {@code Report}. */
    private static void show(String line, Story story) {
        int blank = line.indexOf(' ');
        String rest = line.substring(blank + 1);
        switch (blank < 0 ? "" : line.substring(0, blank)) {
            case "==" -> story.beginScene(rest);
            case "ok" -> story.check(true, rest);
            case "BAD" -> story.check(false, rest);
            case "--" -> story.remark(rest);
            case "ms" -> story.endScene(rest + " ms");
            default -> story.remark(line);
        }
    }

    private static void printTails(PrintWriter out, List<Child> children) {
        for (Child child : children) {
            out.println();
            out.println("The last that process " + child.pid() + " said:");
            child.tail().forEach(line -> out.println("  | " + line));
        }
        out.flush();
    }

    /**
     * The main classes that are started.
     *
     * @param server the container's
     * @param client the client's
     */
    record Programs(String server, String client) {

        static final Programs REAL = new Programs("dev.hearth.core.server.Main", "dev.hearth.samples.demo.DemoClient");
    }
}
