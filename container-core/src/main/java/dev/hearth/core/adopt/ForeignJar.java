package dev.hearth.core.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A JAR as it was read.
 *
 * @param path where it lies
 * @param classes what its class files say, by name
 * @param unreadable the paths of class files that could not be read
 * @param exporters what Spring's files in it export
 * @param mainClass what its manifest names; empty if it names none
 * @param described whether it has a descriptor already
 */
record ForeignJar(
        Path path,
        Map<String, ClassFacts> classes,
        List<String> unreadable,
        List<Spring.Exporter> exporters,
        String mainClass,
        boolean described) {

    static final String DESCRIPTOR = "META-INF/hearth.yaml";

    private static final String CLASS = ".class";

    /**
     * Looks into a JAR, or a folder of JARs that belong together.
     *
     * @throws IOException if it is neither, or can't be read; the message says so
     */
    static List<ForeignJar> all(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(read(path));
        }
        if (!Files.isDirectory(path)) {
            throw new IOException(path + " is not there");
        }
        List<ForeignJar> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(ForeignJar::isJar).sorted().toList()) {
                jars.add(read(file));
            }
        }
        if (jars.isEmpty()) {
            throw new IOException(path + " holds no .jar file");
        }
        return jars;
    }

    private static boolean isJar(Path file) {
        String name = file.getFileName().toString();
        return name.toLowerCase(Locale.ROOT).endsWith(".jar") && !name.startsWith(".");
    }

    private static ForeignJar read(Path path) throws IOException {
        Map<String, ClassFacts> classes = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        List<Spring.Exporter> exporters = new ArrayList<>();
        try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            for (JarEntry entry : jar.versionedStream().toList()) {
                String name = entry.getName();
                if (name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.endsWith("module-info.class")) {
                    addClass(name, bytes(jar, entry), classes, unreadable);
                } else if (name.endsWith(".xml")) {
                    exporters.addAll(Spring.exporters(name, bytes(jar, entry)));
                }
            }
            return new ForeignJar(
                    path, classes, unreadable, exporters, mainClass(jar), jar.getEntry(DESCRIPTOR) != null);
        } catch (IOException unreadableJar) {
            throw new IOException(path + " can't be read as a JAR: " + unreadableJar.getMessage(), unreadableJar);
        }
    }

    private static void addClass(String path, byte[] bytes, Map<String, ClassFacts> classes, List<String> unreadable) {
        try {
            ClassFacts facts = ClassFileReader.read(bytes);
            classes.put(facts.name(), facts);
        } catch (RuntimeException noClassFile) { // ASM says so in many ways
            unreadable.add(path);
        }
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static String mainClass(JarFile jar) throws IOException {
        Manifest manifest = jar.getManifest();
        String named = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        return named == null ? "" : named.strip();
    }

    String label() {
        return path.getFileName().toString();
    }
}
