package dev.hearth.core.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JDKs of this machine that the container and its clients must run on. */
final class Jdks {

    private static final int OLDEST = 17;
    private static final List<Path> USUAL_PLACES = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("C:/Program Files/Eclipse Adoptium"),
            Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
            Path.of(System.getProperty("user.home"), ".jdks"));

    private static final Map<Integer, Jdk> FOUND = search();

    private Jdks() {}

    /** A JDK. */
    record Jdk(int version, Path home) {

        Path java() {
            return home.resolve("bin").resolve("java");
        }

        @Override
        public String toString() {
            return "JDK " + version;
        }
    }

    /** Who runs the container and who the client. */
    record Pair(Jdk server, Jdk client) {

        @Override
        public String toString() {
            return "server on " + server + ", client on " + client;
        }
    }

    /** The JDK that runs the tests. */
    static Jdk own() {
        return Objects.requireNonNull(FOUND.get(Runtime.version().feature()));
    }

    /** The oldest and the newest that were found. */
    static List<Jdk> all() {
        List<Jdk> found = List.copyOf(FOUND.values());
        return found.size() < 2 ? found : List.of(found.get(0), found.get(found.size() - 1));
    }

    /** Each as the container's, with another one as the client's where there are two. */
    static List<Pair> crossed() {
        List<Jdk> all = all();
        return all.stream()
                .map(server -> new Pair(server, all.get((all.indexOf(server) + 1) % all.size())))
                .toList();
    }

    /** Each with itself. */
    static List<Pair> same() {
        return all().stream().map(jdk -> new Pair(jdk, jdk)).toList();
    }

    /** Each with each. */
    static List<Pair> pairs() {
        return Stream.concat(same().stream(), crossed().stream()).distinct().toList();
    }

    private static Map<Integer, Jdk> search() {
        Map<Integer, Jdk> found = new TreeMap<>();
        for (Path home : candidates()) {
            int version = version(home);
            if (version >= OLDEST) {
                found.putIfAbsent(version, new Jdk(version, home));
            }
        }
        return found;
    }

    private static List<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("JAVA_HOME")) {
                homes.add(Path.of(value));
            }
        });
        for (Path place : USUAL_PLACES) {
            inside(place).forEach(home -> {
                homes.add(home);
                homes.add(home.resolve("Contents/Home"));
            });
        }
        return homes;
    }

    private static List<Path> inside(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(place)) {
            return homes.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** 0 where there is no JDK. */
    private static int version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return 0;
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("\\D", 2)[0]);
    }
}
