package dev.hearth.core.deploy;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the classes of one version of one deployment, or those that all deployments share.
 *
 * <p>A deployment's loader has that of {@code deploy/lib} as its parent, and that one the {@link ApiLoader}. Thread-safe.
 * Whoever made it closes it; then no file of it is open.
 */
final class DeploymentLoader extends URLClassLoader {

    private static final String SUFFIX = ".class";

    static {
        registerAsParallelCapable();
    }

    DeploymentLoader(String name, List<Path> jars, ClassLoader parent) {
        super(name, urls(jars), parent);
    }

    private static URL[] urls(List<Path> jars) {
        return jars.stream().map(DeploymentLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(jar.toString(), impossible);
        }
    }

    /** The classes of one of its JARs that it has loaded by now. */
    List<Class<?>> loadedOf(Path jar) {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(path -> path.endsWith(SUFFIX))
                    .map(path ->
                            path.substring(0, path.length() - SUFFIX.length()).replace('/', '.'))
                    .<Class<?>>map(this::findLoadedClass)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** Closes the JARs, also those that {@code getResource(…).openStream()} left open in the JDK's cache. */
    @Override
    public void close() throws IOException {
        super.close();
        for (URL jar : getURLs()) {
            forgetCached(jar);
        }
    }

    private static void forgetCached(URL jar) {
        try {
            if (new URL("jar:" + jar + "!/").openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(true);
                connection.getJarFile().close();
            }
        } catch (IOException gone) {
            // the file is not there any more, so the cache has nothing to give back
            return;
        }
    }
}
