package dev.hearth.distribution;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The JDKs of this machine that Hearth must run on. */
final class Jdks {

    private static final int OLDEST = 17;
    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

    private Jdks() {}

    /** Their homes, one for each version: the one that runs this, those of {@code TEST_JDKS}, those in the usual place. */
    static List<Path> homes() {
        List<Path> candidates = new ArrayList<>();
        candidates.add(Path.of(System.getProperty("java.home")));
        for (String home : System.getenv().getOrDefault("TEST_JDKS", "").split(File.pathSeparator)) {
            candidates.add(Path.of(home));
        }
        candidates.addAll(inTheUsualPlace());
        Map<Integer, Path> homes = new LinkedHashMap<>();
        for (Path home : candidates) {
            int version = version(home);
            if (version >= OLDEST) {
                homes.putIfAbsent(version, home);
            }
        }
        return List.copyOf(homes.values());
    }

    private static List<Path> inTheUsualPlace() {
        if (!Files.isDirectory(USUAL_PLACE)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(USUAL_PLACE)) {
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
