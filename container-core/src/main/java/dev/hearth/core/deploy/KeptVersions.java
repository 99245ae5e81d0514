package dev.hearth.core.deploy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions of deployments that ran here, on the disk: the newest of each and some before it, also of a container before
 * this one.
 *
 * <p>A version is a folder {@code NAME/NUMBER-HASH}, with what lay in the deploy folder in it, under its name. A version that
 * comes back gets a new number, as in {@code kubectl rollout undo}: so the one before the newest is always the one that ran
 * before it. The copies are not synced; one that the end of the machine left broken has another hash, and is refused.
 *
 * <p>Used by the deployment thread.
 */
final class KeptVersions {

    /** Of how many deployments that are gone versions are kept; the ones that went first go first. */
    private static final int MOST_GONE = 100;

    private static final Pattern ENTRY = Pattern.compile("(\\d{1,18})-([0-9a-f]{64})");
    private static final String UNFINISHED = ".unfinished";

    /** A version that is kept. */
    record Kept(long number, Content content, Path folder) {

        /** The JAR or folder of JARs; empty where only its number is kept. */
        Optional<Path> source() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.findFirst();
            }
        }
    }

    private final Path folder;
    private final int former;

    /** @param former how many versions before the newest are kept; where it is 0, of the newest one only the number is */
    KeptVersions(Path folder, int former) {
        this.folder = folder;
        this.former = former;
    }

    /**
     * Makes the folder and clears it.
     *
     * @param there the names of the deployments that are there
     */
    void prepare(Collection<String> there) throws IOException {
        Files.createDirectories(folder);
        List<Path> gone = new ArrayList<>();
        for (Path deployment : list(folder)) {
            String name = deployment.getFileName().toString();
            VersionFolder.deleteTree(deployment.resolve(UNFINISHED));
            prune(name);
            if (!there.contains(name)) {
                gone.add(deployment);
            }
        }
        Map<String, Path> byAge = new TreeMap<>();
        for (Path deployment : gone) {
            byAge.put(Files.getLastModifiedTime(deployment) + " " + deployment.getFileName(), deployment);
        }
        List<Path> oldestFirst = List.copyOf(byAge.values());
        for (Path deployment : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - MOST_GONE))) {
            VersionFolder.deleteTree(deployment);
        }
    }

    /** How many versions before the newest are kept. */
    int former() {
        return former;
    }

    /** The versions of a deployment, the newest first. */
    List<Kept> of(String name) throws IOException {
        Path versions = folder.resolve(name);
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        List<Kept> found = new ArrayList<>();
        for (Path version : list(versions)) {
            Matcher entry = ENTRY.matcher(version.getFileName().toString());
            if (entry.matches()) {
                found.add(new Kept(Long.parseLong(entry.group(1)), new Content(entry.group(2)), version));
            }
        }
        found.sort(Comparator.comparingLong(Kept::number).reversed());
        return found;
    }

    /** The names of all deployments of which there are versions. */
    List<String> names() throws IOException {
        return list(folder).stream().map(path -> path.getFileName().toString()).toList();
    }

    /** The number that this content has when it runs as the newest version: its own if it is the newest, else the next. */
    long numberOf(String name, Content content) throws IOException {
        List<Kept> versions = of(name);
        if (versions.isEmpty()) {
            return 1;
        }
        Kept newest = versions.get(0);
        return newest.content().equals(content) ? newest.number() : newest.number() + 1;
    }

    /**
     * Keeps a version as the newest.
     *
     * @param label what it is called in the deploy folder
     * @param copies its files by what messages call them, which nobody writes to
     */
    void keep(String name, String label, Map<String, Path> copies, Content content) throws IOException {
        List<Kept> versions = of(name);
        if (!versions.isEmpty() && versions.get(0).content().equals(content)) {
            return;
        }
        Path place = folder.resolve(name).resolve(numberOf(name, content) + "-" + content.hash());
        Optional<Kept> before = versions.stream()
                .filter(version -> version.content().equals(content))
                .findFirst();
        if (before.isPresent()) {
            Files.move(before.get().folder(), place, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Path unfinished = folder.resolve(name).resolve(UNFINISHED);
            VersionFolder.deleteTree(unfinished);
            Files.createDirectories(unfinished);
            if (former > 0) {
                boolean isFile = copies.keySet().equals(Set.of(label));
                Path files = isFile ? unfinished : Files.createDirectory(unfinished.resolve(label));
                for (Map.Entry<String, Path> copy : copies.entrySet()) {
                    link(copy.getValue(), VersionFolder.within(files, copy.getKey()));
                }
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        }
        prune(name);
    }

    /** Without a copy where the file system can: nobody writes to either. */
    private static void link(Path existing, Path link) throws IOException {
        try {
            Files.createLink(link, existing);
        } catch (FileAlreadyExistsException twice) {
            throw twice;
        } catch (IOException | UnsupportedOperationException unable) {
            Files.copy(existing, link);
        }
    }

    private void prune(String name) throws IOException {
        List<Kept> versions = of(name);
        for (Kept version : versions.subList(Math.min(versions.size(), former + 1), versions.size())) {
            VersionFolder.deleteTree(version.folder());
        }
        if (former == 0 && !versions.isEmpty()) {
            for (Path file : list(versions.get(0).folder())) {
                VersionFolder.deleteTree(file);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
