package dev.hearth.core.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
 * @param label its place in the folder that was looked into, or its name
 * @param classes what its class files say, by name
 * @param unreadable the paths of class files that could not be read
 * @param exporters what Spring's files in it export
 * @param mainClass what its manifest names; empty if it names none
 * @param described whether it has a descriptor already
 * @param nested whether it has classes where only a class loader that it brings finds them
 */
record ForeignJar(
        Path path,
        String label,
        Map<String, ClassFacts> classes,
        List<String> unreadable,
        List<Spring.Exporter> exporters,
        String mainClass,
        boolean described,
        boolean nested) {

    static final String DESCRIPTOR = "META-INF/hearth.yaml";

    private static final String CLASS = ".class";
    private static final String NESTED = "BOOT-INF/classes/";
    private static final int DEEPEST = 32;

    /**
     * Looks into a JAR, or a folder of JARs that belong together, also in folders below it: the top's come first.
     *
     * @throws IOException if it is neither, or can't be read; the message says so
     */
    static List<ForeignJar> all(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            ForeignJar jar = read(path, path.getFileName().toString());
            requireOwnClasses(jar);
            return List.of(jar);
        }
        if (!Files.isDirectory(path)) {
            throw new IOException(path + " is not there");
        }
        List<ForeignJar> jars = new ArrayList<>();
        for (Path file : files(path)) {
            if (isJar(path.relativize(file))) {
                jars.add(read(file, path.relativize(file).toString()));
            }
        }
        if (jars.isEmpty()) {
            throw new IOException(path + " holds no .jar file");
        }
        return jars;
    }

    /** A program that brings a class loader of its own for what lies in it is not led to the container. */
    private static void requireOwnClasses(ForeignJar jar) throws IOException {
        if (jar.nested()) {
            throw new IOException(jar.path()
                    + " has its classes in BOOT-INF, as Spring Boot's executable JARs do, where a class loader"
                    + " of its own finds them and Hearth does not: make a folder of a JAR of what lies in BOOT-INF/classes and of"
                    + " those in BOOT-INF/lib, and adopt and deploy that");
        }
    }

    /** All files in a folder and in those below it, links followed: the top's first, then the others in the order of their paths. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return tree.filter(Files::isRegularFile).sorted(topFirst(folder)).toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static Comparator<Path> topFirst(Path folder) {
        return Comparator.<Path, Boolean>comparing(file -> !folder.equals(file.getParent()))
                .thenComparing(Comparator.naturalOrder());
    }

    private static boolean isJar(Path inside) {
        for (Path part : inside) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return inside.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    private static ForeignJar read(Path path, String label) throws IOException {
        Map<String, ClassFacts> classes = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        List<Spring.Exporter> exporters = new ArrayList<>();
        boolean nested = false;
        try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            for (JarEntry entry : jar.versionedStream().toList()) {
                String name = entry.getName();
                if (name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.endsWith("module-info.class")) {
                    nested |= name.startsWith(NESTED);
                    addClass(name, bytes(jar, entry), classes, unreadable);
                } else if (name.endsWith(".xml")) {
                    exporters.addAll(Spring.exporters(name, bytes(jar, entry)));
                }
            }
            return new ForeignJar(
                    path,
                    label,
                    classes,
                    unreadable,
                    exporters,
                    mainClass(jar),
                    jar.getEntry(DESCRIPTOR) != null,
                    nested);
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
}
