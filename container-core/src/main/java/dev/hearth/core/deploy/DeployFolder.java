package dev.hearth.core.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that users put JARs into: what lies there, and the notes that Hearth leaves.
 *
 * <p>JARs are files that end in {@code .jar}; what begins with {@code .}, {@code #} or {@code ~} is somebody's temporary.
 * Folders of JARs, also in folders below them, are deployments too, but for {@code lib}. Used by the deployment thread.
 */
final class DeployFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);

    static final String LIBRARIES = "lib";

    private static final String JAR = ".jar";
    private static final String INCOMING = ".incoming";
    private static final String OUTGOING = ".outgoing";

    private final Path folder;
    private final Listing listing;

    /** Folders in it that could not be read at the last look. */
    private final Set<Path> unreadable = new HashSet<>();

    /** Where the JARs of each of the folders in it lie, as of the last look. */
    private final Map<Path, List<Path>> jarFolders = new HashMap<>();

    /** Those of them that have no JAR in them. */
    private final Set<Path> withoutJars = new TreeSet<>();

    /** What was found where notes would be, and has been told. */
    private final Set<Path> foreign = new HashSet<>();

    /** Says what lies directly in a folder, in any order. */
    @FunctionalInterface
    interface Listing {
        List<Path> of(Path folder) throws IOException;
    }

    DeployFolder(Path folder) {
        this(folder, DeployFolder::listed);
    }

    DeployFolder(Path folder, Listing listing) {
        this.folder = folder;
        this.listing = listing;
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /**
     * Makes the folder, and clears away what an earlier container left: what it said to run, notes about failures without
     * their JAR, unfinished copies. What it took away to put another in its place, and did not get to, comes back.
     */
    void prepare() throws IOException {
        Files.createDirectories(folder);
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (name.startsWith(".") && name.endsWith(OUTGOING)) {
                bringBack(file, folder.resolve(name.substring(1, name.length() - OUTGOING.length())));
            } else if ((name.startsWith(".") && name.endsWith(INCOMING)) || isStale(file)) {
                VersionFolder.deleteTree(file);
            }
        }
    }

    private static void bringBack(Path hidden, Path place) throws IOException {
        if (Files.exists(place)) {
            VersionFolder.deleteTree(hidden);
        } else {
            Files.move(hidden, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Beside what is there a note about a failure stays until it is tried again. */
    private boolean isStale(Path file) {
        String name = file.getFileName().toString();
        if (Note.FAILED.named(name)) {
            return Note.FAILED.isOurs(file) && !Files.exists(folder.resolve(Note.FAILED.label(name)));
        }
        return Note.DEPLOYED.named(name) && Note.DEPLOYED.isOurs(file);
    }

    /**
     * What lies there, by file name. Of two with one deployment name the first counts, the other is marked. A folder in it that
     * can't be read is none, which is logged once.
     */
    List<Candidate> candidates() throws IOException {
        return candidates(path -> false);
    }

    /**
     * The same; but of two with one deployment name the one that runs counts, where one does.
     *
     * @param runs whether the deployment that lies there is the one that runs, in whatever version
     */
    List<Candidate> candidates(Predicate<Path> runs) throws IOException {
        List<Candidate> found = new ArrayList<>();
        Map<String, Candidate> first = new HashMap<>();
        List<Path> paths = list(folder);
        unreadable.retainAll(paths);
        jarFolders.keySet().retainAll(paths);
        withoutJars.retainAll(paths);
        for (Path path : paths) {
            Candidate candidate = candidateIfReadable(path);
            if (candidate != null) {
                found.add(candidate);
                first.merge(candidate.name(), candidate, (before, next) -> runs.test(next.path()) ? next : before);
            }
        }
        found.replaceAll(each -> {
            Candidate counts = first.getOrDefault(each.name(), each);
            return counts.path().equals(each.path()) ? each : each.behind(counts);
        });
        return found;
    }

    private @Nullable Candidate candidateIfReadable(Path path) {
        if (path.getFileName().toString().equals(LIBRARIES)) {
            return null;
        }
        try {
            Candidate candidate = candidate(path);
            unreadable.remove(path);
            return candidate;
        } catch (IOException failure) {
            tellUnreadable(path, failure);
            return null;
        }
    }

    private void tellUnreadable(Path path, IOException failure) {
        if (unreadable.add(path)) {
            LOG.warn("{} can't be read, so nothing in it is looked at: {}", path, failure.toString());
        }
    }

    /** The names of those of which can't be told whether they are as they were, since they could not be read at the last look. */
    Set<String> unreadable() {
        return unreadable.stream().map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }

    /** The names of folders that had no JAR in them at the last look. */
    List<String> withoutJars() {
        return withoutJars.stream().map(path -> path.getFileName().toString()).toList();
    }

    /** What is to be said of a path that is no {@link #candidate}. */
    static String unfit(Path path) {
        if (!Files.exists(path)) {
            return "is not there";
        }
        if (path.getFileName().toString().equals(LIBRARIES) && Files.isDirectory(path)) {
            return "holds what all deployments share: 'hearth check' without a file looks at it with what uses it";
        }
        return Files.isDirectory(path)
                ? "is a folder without a .jar file in it: pack what it holds into one"
                : "is no .jar file, and no folder of .jar files";
    }

    /** A JAR or folder of JARs; null if the path is neither. */
    @Nullable
    Candidate candidate(Path path) throws IOException {
        String file = path.getFileName().toString();
        if (isTemporary(file)) {
            return null;
        }
        try {
            if (isJar(path)) {
                return Candidate.of(nameOf(file), path, Map.of(file, path));
            }
            if (!Files.isDirectory(path) || file.equals(LIBRARIES)) {
                return null;
            }
            JarTree tree = tree(path);
            jarFolders.put(path, tree.folders());
            if (tree.jars().isEmpty()) {
                withoutJars.add(path);
            } else {
                withoutJars.remove(path);
            }
            return tree.jars().isEmpty() ? null : Candidate.of(file, path, tree.jars());
        } catch (NoSuchFileException goneMeanwhile) {
            return null;
        }
    }

    /** The JARs that all deployments share; none if there is no {@code lib}. */
    Candidate libraries() throws IOException {
        Path path = folder.resolve(LIBRARIES);
        return Candidate.of(LIBRARIES, path, Files.isDirectory(path) ? jarsIn(path) : Map.of());
    }

    /** As {@link #libraries}; empty if they can't be read, which is logged once. */
    Optional<Candidate> librariesIfReadable() {
        Path path = folder.resolve(LIBRARIES);
        try {
            Candidate found = libraries();
            unreadable.remove(path);
            return Optional.of(found);
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        } catch (IOException failure) {
            tellUnreadable(path, failure);
            return Optional.empty();
        }
    }

    private JarTree tree(Path path) throws IOException {
        return new JarTree(path, listing, DeployFolder::isJar);
    }

    private Map<String, Path> jarsIn(Path path) throws IOException {
        Map<String, Path> jars = new LinkedHashMap<>();
        for (Path file : list(path)) {
            if (isJar(file) && !isTemporary(file.getFileName().toString())) {
                jars.put(path.getFileName() + "/" + file.getFileName(), file);
            }
        }
        return jars;
    }

    private List<Path> list(Path path) throws IOException {
        return listing.of(path).stream()
                .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                .toList();
    }

    private static boolean isJar(Path path) {
        return endsAsJar(path.getFileName().toString()) && Files.isRegularFile(path);
    }

    private static boolean endsAsJar(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(JAR) && file.length() > JAR.length();
    }

    static boolean isTemporary(String file) {
        return file.startsWith(".") || file.startsWith("#") || file.startsWith("~");
    }

    /** A deployment's name: that of its file, without {@code .jar}. */
    static String nameOf(String file) {
        return endsAsJar(file) ? file.substring(0, file.length() - JAR.length()) : file;
    }

    /** The folder itself, those in it that can be read, and those below with JARs in them: where something may change. */
    List<Path> watched() throws IOException {
        List<Path> watched = new ArrayList<>(List.of(folder));
        for (Path path : list(folder)) {
            if (Files.isDirectory(path) && !isTemporary(path.getFileName().toString()) && !unreadable.contains(path)) {
                watched.add(path);
                watched.addAll(jarFolders.getOrDefault(path, List.of()));
            }
        }
        return watched;
    }

    /** Whether this path lies directly in the folder. */
    boolean holds(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        return parent != null && Files.exists(parent) && Files.isSameFile(parent, folder);
    }

    /** A JAR or folder that lies here already. */
    Candidate existing(Path path) throws IOException, DeploymentException {
        Candidate candidate = candidate(folder.resolve(path.getFileName()));
        if (candidate == null) {
            throw new DeploymentException(path + " " + unfit(path));
        }
        return candidate;
    }

    /**
     * Copies a JAR into the folder under a name that is not looked at.
     *
     * @return the JAR as it will be when {@link #accept} has given it its name
     */
    Candidate receive(Path jar) throws IOException, DeploymentException {
        String file = jar.getFileName().toString();
        if (!Files.isRegularFile(jar)) {
            throw new DeploymentException(
                    jar + " is not there, or is no file; a folder of JARs is moved into " + folder + " instead");
        }
        if (!endsAsJar(file) || isTemporary(file)) {
            throw new DeploymentException(
                    file + ": the file's name must end in .jar, and not begin with '.', '#' or '~'");
        }
        Path incoming = incoming(file);
        Files.copy(jar, incoming, StandardCopyOption.REPLACE_EXISTING);
        return Candidate.of(nameOf(file), folder.resolve(file), Map.of(file, incoming));
    }

    /**
     * Copies a JAR or folder of JARs that was kept into the folder, likewise.
     *
     * @param kept has the file name that it had here
     */
    Candidate receiveKept(String name, Path kept) throws IOException {
        Path incoming = incoming(kept.getFileName().toString());
        VersionFolder.deleteTree(incoming);
        Map<String, Path> jars = new LinkedHashMap<>();
        if (Files.isDirectory(kept)) {
            jars.putAll(VersionFolder.copy(tree(kept).jars(), incoming));
        } else {
            jars.put(kept.getFileName().toString(), Files.copy(kept, incoming));
        }
        return Candidate.of(name, folder.resolve(kept.getFileName()), jars);
    }

    private Path incoming(String file) {
        return folder.resolve("." + file + INCOMING);
    }

    /**
     * Gives what was received its name, in place of what has it: a file at once for whoever looks, also for a container that is
     * killed meanwhile; a folder in two steps, of which the next start undoes the first if there is no second.
     */
    void accept(Candidate received) throws IOException {
        Path place = received.path();
        Path incoming = incoming(received.label());
        if (!Files.isDirectory(place) && !Files.isDirectory(incoming)) {
            Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path outgoing = folder.resolve("." + received.label() + OUTGOING);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(place, outgoing, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE);
        VersionFolder.deleteTree(outgoing);
    }

    /** Forgets what was received and not accepted. */
    void refuse(Candidate received) throws IOException {
        VersionFolder.deleteTree(incoming(received.label()));
    }

    /** Takes a JAR, or a folder with all that is in it, out; at once for whoever looks. */
    void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Path hidden = incoming(path.getFileName().toString());
            Files.move(path, hidden, StandardCopyOption.ATOMIC_MOVE);
            VersionFolder.deleteTree(hidden);
        } else {
            Files.delete(path);
        }
    }

    /** Says something beside a JAR; whole, or not at all. A file there that is not Hearth's stays, which is logged once. */
    void note(String label, Note kind, String text) throws IOException {
        Path place = folder.resolve(kind.beside(label));
        if (isForeign(place, kind)) {
            tellForeign(place);
            return;
        }
        Path written = folder.resolve("." + kind.beside(label) + INCOMING);
        Files.writeString(written, text, StandardCharsets.UTF_8);
        Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isForeign(Path place, Note kind) {
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !kind.isOurs(place);
    }

    private void tellForeign(Path place) {
        foreign.removeIf(Files::notExists);
        if (foreign.add(place)) {
            LOG.warn("{} is no file of Hearth's and stays as it is: what Hearth would say there is in this log", place);
        }
    }

    /** Takes back what was said. */
    void clearNote(String label, Note kind) throws IOException {
        Path place = folder.resolve(kind.beside(label));
        if (!isForeign(place, kind)) {
            Files.deleteIfExists(place);
        }
    }
}
