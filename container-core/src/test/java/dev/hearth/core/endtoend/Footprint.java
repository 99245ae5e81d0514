package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a container's process takes, as it is seen from outside.
 *
 * @param loaders how many class loaders of deployments are in the heap after a collection
 * @param heap the bytes of all that is alive
 * @param threads the names of the threads of the JVM and of all code in it
 * @param files which files the process has open, each once, connections not among them; nothing where that can't be seen
 */
record Footprint(long loaders, long heap, List<String> threads, List<String> files) {

    private static final String LOADER = "dev.hearth.core.deploy.DeploymentLoader";
    private static final Pattern THREAD = Pattern.compile("^\"(.*)\" #\\d+.*");

    static Footprint of(Server server) {
        String histogram = jcmd(server, "GC.class_histogram");
        return new Footprint(
                column(histogram, LOADER, 1),
                column(histogram, "Total", 2),
                jcmd(server, "Thread.print")
                        .lines()
                        .map(THREAD::matcher)
                        .filter(Matcher::matches)
                        .map(thread -> thread.group(1))
                        .sorted()
                        .toList(),
                files(server));
    }

    /** How many class loaders of deployments are in the heap after a collection. */
    static long loaders(Server server) {
        return column(jcmd(server, "GC.class_histogram"), LOADER, 1);
    }

    private static long column(String histogram, String word, int column) {
        return histogram
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(words -> List.of(words).contains(word))
                .mapToLong(words -> Long.parseLong(words[column]))
                .sum();
    }

    private static String jcmd(Server server, String command) {
        try {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(asked.waitFor(60, TimeUnit.SECONDS)).as("jcmd ends").isTrue();
            return answer;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError("the container can't be looked at", failure);
        }
    }

    private static List<String> files(Server server) {
        Path open = Path.of("/proc", Long.toString(server.pid()), "fd");
        if (!Files.isDirectory(open)) {
            return List.of();
        }
        try (Stream<Path> handles = Files.list(open)) {
            return handles.map(Footprint::target)
                    .filter(target -> target.startsWith("/"))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError("the container's open files can't be seen", unreadable);
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
