package dev.hearth.core.endtoend;

import dev.hearth.core.adopt.Findings;
import dev.hearth.core.adopt.Proposal;
import dev.hearth.core.testing.JarMaker;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An RMI program as it was written before there was Hearth, from {@code src/test/resources/endtoend/legacy}: a server's main
 * and a client's, which prints what it sees.
 *
 * <p>In arguments, {@code PORT} is the registry's, {@code OTHER} that of a program beside it, {@code FREE} one that nobody has.
 *
 * @param style the folder of its sources, and their package below {@code legacy}
 * @param arguments of the server in a JVM of its own
 * @param hosted of the server in the container; mostly the same
 * @param client of the client
 * @param beside a further program, in a JVM of its own, as its main class and its arguments; empty for none
 */
record Legacy(
        String style, String server, String program, String arguments, String hosted, String client, String beside) {

    static Legacy of(String style, String server, String client) {
        return new Legacy(style, server, client, "PORT", "PORT", "PORT", "");
    }

    Legacy arguments(String changed) {
        return new Legacy(style, server, program, changed, changed, client, beside);
    }

    Legacy hosted(String changed) {
        return new Legacy(style, server, program, arguments, changed, client, beside);
    }

    Legacy client(String changed) {
        return new Legacy(style, server, program, arguments, hosted, changed, beside);
    }

    Legacy beside(String changed) {
        return new Legacy(style, server, program, arguments, hosted, client, changed);
    }

    String className(String simple) {
        return "legacy." + style + "." + simple;
    }

    /** All its classes. */
    JarMaker jar(Path jar) {
        return Sources.jar(jar, classes());
    }

    private String[] classes() {
        URL folder = Objects.requireNonNull(Legacy.class.getResource("/endtoend/legacy/" + style), style);
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .sorted()
                    .map(name -> className(name.substring(0, name.length() - ".java".length())))
                    .toArray(String[]::new);
        } catch (IOException | URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The JAR with the descriptor that {@code hearth adopt} proposes for it, and its arguments. */
    Path adopted(Path jar, Map<String, Integer> ports) throws IOException {
        Findings findings = Findings.of(jar(jar).make());
        String arguments = words(hosted, ports).stream()
                .map(word -> '"' + word + '"')
                .collect(Collectors.joining(", ", "args: [", "]"));
        return jar(jar).resource("META-INF/hearth.yaml", Proposal.of(findings).replace("# args: [\"…\"]", arguments))
                .make();
    }

    static List<String> words(String arguments, Map<String, Integer> ports) {
        String text = arguments;
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            text = text.replace(port.getKey(), port.getValue().toString());
        }
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    @Override
    public String toString() {
        return style;
    }
}
