package dev.hearth.core.deploy;

import dev.hearth.api.hook.HookModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/**
 * A JAR or folder of JARs as it lay in the deploy folder at one moment. Immutable.
 *
 * @param name the deployment's name
 * @param path where it lies
 * @param jars its files, by what messages call them; in the order in which they are searched for classes
 * @param fingerprint changes when a file of it does, by identity, size or time of change
 * @param nameOf the label of another one that goes before it, since it has the name; empty if there is none
 */
record Candidate(String name, Path path, Map<String, Path> jars, String fingerprint, String nameOf) {

    static Candidate of(String name, Path path, Map<String, Path> jars) throws IOException {
        return new Candidate(name, path, jars, fingerprint(jars), "");
    }

    /** The same, which another one keeps from its name. */
    Candidate behind(Candidate other) {
        return new Candidate(name, path, jars, fingerprint + "behind " + other.label(), other.label());
    }

    boolean doubled() {
        return !nameOf.isEmpty();
    }

    /** Why it is refused. */
    String doubledBecause() {
        return nameOf + " has the name '" + name + "': rename one, or take one away";
    }

    /** The name that messages and the note beside it use. */
    String label() {
        return path.getFileName().toString();
    }

    /** Whether it is a folder, to which JARs can come. */
    boolean isFolder() {
        return !jars.keySet().equals(Set.of(label()));
    }

    /** Whether it is now what it was. */
    boolean unchanged() {
        try {
            return fingerprint(jars).equals(fingerprint);
        } catch (IOException gone) {
            return false;
        }
    }

    /** How much of its files is there: as much as of the one of which least is. */
    Completeness completeness() {
        Completeness least = Completeness.WHOLE;
        for (Path jar : jars.values()) {
            Completeness found = Completeness.of(jar);
            least = found.compareTo(least) < 0 ? found : least;
        }
        return least;
    }

    /** Whether it says that it has hook modules, also where they can't be loaded. */
    boolean namesModules() {
        for (Path jar : jars.values()) {
            try (ZipFile file = new ZipFile(jar.toFile())) {
                if (file.getEntry("META-INF/services/" + HookModule.class.getName()) != null) {
                    return true;
                }
            } catch (IOException | RuntimeException unreadable) {
                return false;
            }
        }
        return false;
    }

    private static String fingerprint(Map<String, Path> jars) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        for (Map.Entry<String, Path> jar : jars.entrySet()) {
            BasicFileAttributes file = Files.readAttributes(jar.getValue(), BasicFileAttributes.class);
            parts.put(jar.getKey(), file.size() + " " + file.lastModifiedTime() + " " + file.fileKey());
        }
        return parts.toString();
    }
}
