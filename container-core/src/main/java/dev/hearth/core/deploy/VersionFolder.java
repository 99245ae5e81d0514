package dev.hearth.core.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Private copies of the JARs that run, one folder for each version.
 *
 * <p>A class loader reads from its JAR for as long as it lives; were that the user's file, overwriting it would break
 * running code. Thread-safe.
 */
final class VersionFolder {

    private final Path folder;
    private final AtomicLong last = new AtomicLong();

    VersionFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, and deletes what a container that was killed left in it. */
    void prepare() throws IOException {
        Files.createDirectories(folder);
        for (Path left : children(folder)) {
            deleteTree(left);
        }
    }

    /** The number of the next version; greater than all before. */
    long next() {
        return last.incrementAndGet();
    }

    /** The place for the copies of a version. */
    Path place(String name, long number) {
        return folder.resolve(name + "-" + number);
    }

    /** Copies the JARs; what they are called stays the same, and so does where they lie beside each other. */
    static Map<String, Path> copy(Map<String, Path> jars, Path place) throws IOException {
        Files.createDirectories(place);
        Map<String, Path> copies = new LinkedHashMap<>();
        for (Map.Entry<String, Path> jar : jars.entrySet()) {
            copies.put(jar.getKey(), Files.copy(jar.getValue(), within(place, jar.getKey())));
        }
        return copies;
    }

    /** The place of a JAR among its copies; the folders above it are made. */
    static Path within(Path place, String label) throws IOException {
        Path copy = place.resolve(JarTree.inside(label));
        Path above = copy.getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        return copy;
    }

    /** Deletes a file or a folder with all that is in it; does not follow links. */
    static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
