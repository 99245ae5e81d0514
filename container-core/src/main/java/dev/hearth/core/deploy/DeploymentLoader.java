package dev.hearth.core.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the classes of one version of one deployment, or those that all deployments share.
 *
 * <p>A deployment's loader has that of {@code deploy/lib} as its parent, and that one the {@link ApiLoader}. What its classes
 * ask of the JVM and of the JDK's RMI server is led to the container ({@link Redirection}). Thread-safe. Whoever made it
 * closes it; then no file of it is open.
 */
final class DeploymentLoader extends URLClassLoader {

    private static final String SUFFIX = ".class";

    static {
        registerAsParallelCapable();
    }

    DeploymentLoader(String name, List<Path> jars, ClassLoader parent) {
        super(name, urls(jars), parent);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + SUFFIX;
        URL file = findResource(path);
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            URLConnection opened = file.openConnection();
            byte[] redirected;
            try (InputStream in = opened.getInputStream()) {
                redirected = Redirection.redirected(in.readAllBytes());
            }
            return redirected != null && opened instanceof JarURLConnection jar
                    ? define(name, redirected, jar)
                    : super.findClass(name); // also what lies in a folder that a manifest's Class-Path names
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    private Class<?> define(String name, byte[] classFile, JarURLConnection jar) throws IOException {
        int end = name.lastIndexOf('.');
        if (end > 0) {
            definePackageOnce(name.substring(0, end), jar);
        }
        CodeSource source =
                new CodeSource(jar.getJarFileURL(), jar.getJarEntry().getCodeSigners());
        return defineClass(name, classFile, 0, classFile.length, source);
    }

    private void definePackageOnce(String name, JarURLConnection jar) throws IOException {
        if (getDefinedPackage(name) != null) {
            return;
        }
        Manifest manifest = jar.getManifest();
        try {
            definePackage(name, manifest == null ? new Manifest() : manifest, jar.getJarFileURL());
        } catch (IllegalArgumentException byAnother) {
            if (getDefinedPackage(name) == null) {
                throw byAnother;
            }
        }
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
