package dev.hearth.core.deploy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.Closeable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * The JARs that a class loader reads its classes from, each opened when the first is read.
 *
 * <p>They are the loader's own. What {@link java.net.JarURLConnection} hands out is shared by all of the JVM: hosted code can
 * close it, or switch the sharing off for everybody.
 *
 * <p>Thread-safe. Bounded by the loader's JARs and those that their manifests name. Whoever made it closes it.
 */
final class OpenJars implements Closeable {

    @GuardedBy("this")
    private final Map<Path, JarFile> open = new HashMap<>();

    @GuardedBy("this")
    private boolean closed;

    /**
     * The JAR at this place.
     *
     * @throws IOException if it can't be read, or all are closed
     */
    synchronized JarFile at(URL place) throws IOException {
        if (closed) {
            throw new IOException("the JARs are closed");
        }
        Path path = path(place);
        JarFile known = open.get(path);
        if (known == null) {
            known = new JarFile(path.toFile());
            open.put(path, known);
        }
        return known;
    }

    private static Path path(URL place) throws IOException {
        try {
            return Path.of(place.toURI());
        } catch (URISyntaxException | IllegalArgumentException noPath) {
            throw new IOException(place + " names no file", noPath);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (JarFile jar : open.values()) {
            jar.close();
        }
        open.clear();
    }
}
