package dev.hearth.core.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a JAR holds, as far as that can be said without loading a class. Immutable.
 *
 * <p>Every class file is read once and searched for the descriptor of {@code @HostedObject}, which stands in the constant
 * pool of each class that carries the annotation: a tenth of the cost of loading them all, and no class of a library
 * that lacks something is touched.
 *
 * @param label the file's name, with the folder's before it in a folder deployment
 * @param classes the names of its classes, with what tells one from another of the same name
 * @param twice the names of those that are in it more than once, and not the same; the last one counts
 * @param candidates the classes that mention {@code @HostedObject}; some may only use it
 * @param remotes the classes that mention {@link java.rmi.Remote}, such as remote interfaces
 * @param newer the classes that this JVM can't load, with the Java release that they are compiled for
 * @param descriptor the bytes of {@code META-INF/hearth.yaml}; empty if there is none
 */
record JarScan(
        String label,
        Map<String, Long> classes,
        List<String> twice,
        List<String> candidates,
        List<String> remotes,
        Map<String, Integer> newer,
        List<byte[]> descriptor) {

    private static final Logger LOG = LoggerFactory.getLogger(JarScan.class);

    static final String DESCRIPTOR = "META-INF/hearth.yaml";

    private static final String MARK = "Ldev/hearth/api/HostedObject;";

    /** The name, its length before it (JVM specification 4.4.7). */
    private static final String REMOTE = "\0\u000fjava/rmi/Remote";

    /** Where Spring Boot's executable JARs have a program's own classes. */
    private static final String NESTED = "BOOT-INF.classes.";

    private static final String SUFFIX = ".class";
    private static final int MAGIC = 0xCAFEBABE;
    private static final int HEADER = 8;
    private static final int MAJOR_AT = 6;
    private static final int FIRST_MAJOR = 44;

    /** Reads a JAR. */
    static JarScan of(Path jar, String label) throws IOException {
        JarScan scan = new JarScan(
                label,
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new ArrayList<>());
        try (JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            for (JarEntry entry : file.versionedStream().toList()) {
                scan.add(file, entry);
            }
        }
        return scan;
    }

    private void add(JarFile file, JarEntry entry) throws IOException {
        String path = entry.getName();
        if (path.equals(DESCRIPTOR)) {
            descriptor.add(read(file, entry));
        } else if (path.endsWith(SUFFIX) && !path.startsWith("META-INF/") && !path.endsWith("module-info.class")) {
            String name = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
            Long before = classes.put(name, entry.getCrc());
            if (before != null && before != entry.getCrc()) {
                twice.add(name);
            }
            look(name, read(file, entry));
        }
    }

    /** Says what may be no fault, and if it is one is found out late. */
    void warn() {
        warnOfNewer();
        if (classes.keySet().stream().anyMatch(name -> name.startsWith(NESTED))) {
            LOG.warn(
                    "{}: what lies in its BOOT-INF is loaded by a class loader that it brings, and meets the JDK's RMI and not the"
                            + " container's: make a folder of a JAR of BOOT-INF/classes and those in BOOT-INF/lib, and deploy that",
                    label);
        }
    }

    private void warnOfNewer() {
        newer.entrySet().stream()
                .findFirst()
                .ifPresent(first -> LOG.warn(
                        "{}: {} of its classes can't be loaded here, since this is Java {}: {}, which is for Java {}{}",
                        label,
                        newer.size(),
                        Runtime.version().feature(),
                        first.getKey(),
                        first.getValue(),
                        newer.size() == 1 ? "" : ", is the first"));
    }

    private void look(String name, byte[] bytes) {
        int release = release(bytes);
        if (release > Runtime.version().feature()) {
            newer.put(name, release);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains(MARK)) {
            candidates.add(name);
        }
        if (text.contains(REMOTE)) {
            remotes.add(name);
        }
    }

    private static byte[] read(JarFile file, JarEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** The Java release that a class file is for (JVM specification 4.1); 0 for what is no class file. */
    private static int release(byte[] bytes) {
        if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
            return 0;
        }
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(MAJOR_AT)) - FIRST_MAJOR;
    }
}
