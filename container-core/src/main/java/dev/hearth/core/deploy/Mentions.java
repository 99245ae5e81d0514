package dev.hearth.core.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;

/** Which classes of others the classes of a JAR mention. */
final class Mentions {

    private static final String SUFFIX = ".class";

    /** The tag of a class in a constant pool (JVM specification 4.4.1). */
    private static final int CLASS = 7;

    private Mentions() {}

    /**
     * Looks into the constant pool of each class file.
     *
     * @param jar one whose class files were read before, and are sound
     * @param names those that are looked for
     * @return those of them that are mentioned
     */
    static Set<String> in(Path jar, Set<String> names) throws IOException {
        Set<String> found = new HashSet<>();
        try (JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            for (JarEntry entry : file.versionedStream().toList()) {
                if (entry.getName().endsWith(SUFFIX) && found.size() < names.size()) {
                    try (InputStream in = file.getInputStream(entry)) {
                        add(in.readAllBytes(), names, found);
                    }
                }
            }
        }
        return found;
    }

    private static void add(byte[] classFile, Set<String> names, Set<String> found) {
        ClassReader reader;
        try {
            reader = new ClassReader(classFile);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unknown) {
            return; // of a newer Java, or no class file: it can't be loaded either
        }
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && reader.readByte(at - 1) == CLASS) {
                String name = reader.readUTF8(at, buffer);
                if (name != null && names.contains(name.replace('/', '.'))) {
                    found.add(name.replace('/', '.'));
                }
            }
        }
    }
}
