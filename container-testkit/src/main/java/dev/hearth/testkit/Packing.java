package dev.hearth.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Packs classes of the class path into a JAR, with those that they mention.
 *
 * <p>A mentioned class comes along if it lies in a folder of the class path, as what is built or tested does, or in the same
 * JAR as the class that mentions it; never one of the JDK's or of Hearth's own. The class around a nested one is left out, for
 * it is mostly the test. Used once.
 */
final class Packing {

    private static final String SUFFIX = ".class";
    private static final String SERVICE = "META-INF/services/dev.hearth.api.hook.HookModule";
    private static final List<String> OF_HEARTH = List.of("dev/hearth/api/", "dev/hearth/core/");

    /** Where the test kit's own classes are. */
    private static final String OWN =
            String.valueOf(Packing.class.getResource("Packing.class")).replace("dev/hearth/testkit/Packing.class", "");

    private final ClassLoader loader;
    private final Set<String> wanted;
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, byte[]> entries = new TreeMap<>();

    Packing(Collection<Class<?>> classes) {
        loader = loaderOf(classes);
        wanted = classes.stream().map(Packing::pathOf).collect(Collectors.toSet());
        open.addAll(wanted);
        seen.addAll(wanted);
    }

    private static ClassLoader loaderOf(Collection<Class<?>> classes) {
        return classes.stream()
                .map(Class::getClassLoader)
                .filter(each -> each != null)
                .findFirst()
                .orElseGet(ClassLoader::getSystemClassLoader);
    }

    private static String pathOf(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    Packing modules(Collection<Class<?>> modules) {
        if (!modules.isEmpty()) {
            resource(SERVICE, modules.stream().map(Class::getName).collect(Collectors.joining("\n", "", "\n")));
        }
        return this;
    }

    Packing resource(String path, String text) {
        entries.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Writes the JAR. */
    void into(Path jar) {
        try {
            while (!open.isEmpty()) {
                pack(open.remove());
            }
            try (JarOutputStream out = new JarOutputStream(create(jar))) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    out.putNextEntry(new ZipEntry(entry.getKey()));
                    out.write(entry.getValue());
                    out.closeEntry();
                }
            }
        } catch (IOException unwritten) {
            throw new UncheckedIOException("the classes can't be packed into " + jar, unwritten);
        }
    }

    private static OutputStream create(Path jar) throws IOException {
        Files.createDirectories(jar.toAbsolutePath().getParent());
        return Files.newOutputStream(jar);
    }

    private void pack(String name) throws IOException {
        URL place = loader.getResource(name + SUFFIX);
        if (place == null) {
            throw new IOException("the class file of " + name.replace('/', '.') + " is not on the class path");
        }
        byte[] bytes;
        try (InputStream in = place.openStream()) {
            bytes = in.readAllBytes();
        }
        entries.put(name + SUFFIX, bytes);
        String from = jarOf(place);
        for (String mentioned : ClassMentions.in(bytes)) {
            if (!name.startsWith(mentioned + "$")
                    && !ofHearth(mentioned)
                    && seen.add(mentioned)
                    && comesAlong(mentioned, from)) {
                open.add(mentioned);
            }
        }
    }

    private static boolean ofHearth(String name) {
        return OF_HEARTH.stream().anyMatch(name::startsWith);
    }

    private boolean comesAlong(String name, @Nullable String from) throws IOException {
        URL place = loader.getResource(name + SUFFIX);
        if (place == null || place.toString().startsWith(OWN)) {
            return false;
        }
        String jar = jarOf(place);
        return place.getProtocol().equals("file") || (jar != null && jar.equals(from));
    }

    /** Null for what lies in a folder. */
    private static @Nullable String jarOf(URL place) throws IOException {
        return place.getProtocol().equals("jar") && place.openConnection() instanceof JarURLConnection jar
                ? jar.getJarFileURL().toString()
                : null;
    }
}
