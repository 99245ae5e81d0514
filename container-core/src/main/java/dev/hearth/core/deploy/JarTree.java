package dev.hearth.core.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The JARs in a folder and in those below it, as a server is unpacked: {@code app/server.jar}, {@code app/lib/dep.jar}.
 *
 * <p>Links are followed; a folder that is met twice, as by a link to one above, counts once. Used by one thread.
 */
final class JarTree {

    /** A server's folder is no tree of data. */
    private static final int MOST_FOLDERS = 2_000;

    private static final int DEEPEST = 32;

    private final Path root;
    private final DeployFolder.Listing listing;
    private final Predicate<Path> isJar;
    private final Map<String, Path> below = new TreeMap<>();
    private final Map<String, Path> jars = new LinkedHashMap<>();
    private final Set<Path> folders = new LinkedHashSet<>();
    private final Set<Path> met = new HashSet<>();

    /**
     * Looks at all of it.
     *
     * @param isJar of a file that is there
     * @throws IOException if a folder can't be read, or there are too many; the message names it
     */
    JarTree(Path root, DeployFolder.Listing listing, Predicate<Path> isJar) throws IOException {
        this.root = root;
        this.listing = listing;
        this.isJar = isJar;
        look(root, "", 0);
        jars.putAll(below);
    }

    /** The JARs by their labels: the top's first, then the others in the order of their paths. */
    Map<String, Path> jars() {
        return jars;
    }

    /** The folders below the root in which JARs lie: in others a server may write all the time. */
    List<Path> folders() {
        return List.copyOf(folders);
    }

    private void look(Path folder, String path, int depth) throws IOException {
        if (!met.add(folder.toRealPath())) {
            return;
        }
        if (depth > DEEPEST || met.size() > MOST_FOLDERS) {
            throw new IOException(root + " holds more than " + MOST_FOLDERS + " folders, or some deeper than " + DEEPEST
                    + ", as " + folder + ": keep there what the server needs");
        }
        for (Path file : sorted(listing.of(folder))) {
            String name = file.getFileName().toString();
            if (DeployFolder.isTemporary(name)) {
                continue;
            }
            if (isJar.test(file)) {
                (depth == 0 ? jars : below).put(root.getFileName() + "/" + path + name, file);
                if (depth > 0) {
                    folders.add(folder);
                }
            } else if (Files.isDirectory(file)) {
                look(file, path + name + "/", depth + 1);
            }
        }
    }

    private static List<Path> sorted(List<Path> files) {
        return files.stream()
                .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                .toList();
    }

    /** Where a JAR of this label lies in its folder; a JAR that is its own deployment lies in none. */
    static String inside(String label) {
        return label.substring(label.indexOf('/') + 1);
    }
}
