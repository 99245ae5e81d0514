package dev.hearth.core.deploy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.call.HostedLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one version of one deployment, or those that all deployments share.
 *
 * <p>Above a deployment's loader is its {@link LibraryView}, and above that and the shared one the {@link ApiLoader}. What their classes
 * ask of the JVM and of the JDK's RMI server is led to the container ({@link Redirection}). Thread-safe. Whoever made it
 * closes it; then no file of it is open.
 */
final class DeploymentLoader extends URLClassLoader implements HostedLoader {

    private static final String SUFFIX = ".class";

    private final String deployment;
    private final List<String> files;
    private final OpenJars jars = new OpenJars();
    private final Object lock = new Object();

    @GuardedBy("lock")
    private @Nullable Object jvm;

    static {
        registerAsParallelCapable();
    }

    private DeploymentLoader(String deployment, String name, List<Path> jars, ClassLoader parent) {
        super(name, urls(jars), parent);
        this.deployment = deployment;
        this.files = jars.stream().map(Path::toString).toList();
    }

    /**
     * The loader of a version of a deployment.
     *
     * @param version what tells it from others of the deployment
     */
    static DeploymentLoader of(String deployment, String version, List<Path> jars, Libraries libraries) {
        return new DeploymentLoader(deployment, deployment + "-" + version, jars, new LibraryView(libraries.loader()));
    }

    /** The loader of what all deployments share. */
    static DeploymentLoader shared(List<Path> jars) {
        return new DeploymentLoader(DeployFolder.LIBRARIES, DeployFolder.LIBRARIES, jars, ApiLoader.INSTANCE);
    }

    @Override
    public String deployment() {
        return deployment;
    }

    @Override
    public List<String> classPath() {
        List<String> all = new ArrayList<>(files);
        if (getParent() instanceof LibraryView view) {
            all.addAll(view.classPath());
        }
        return List.copyOf(all);
    }

    @Override
    public boolean shared() {
        return getParent() == ApiLoader.INSTANCE;
    }

    @Override
    public Object jvm(Supplier<?> making) {
        synchronized (lock) {
            Object made = jvm == null ? making.get() : jvm;
            jvm = made;
            return made;
        }
    }

    /** Whether its classes could tell others from those that are above it. */
    boolean couldTell(Libraries libraries) {
        return !(getParent() instanceof LibraryView view) || view.couldTell(libraries.loader());
    }

    /** Other libraries are above it from now on, unless its classes could tell; then false. */
    boolean moveTo(Libraries libraries) {
        return getParent() instanceof LibraryView view && view.moveTo(libraries.loader());
    }

    static String path(String className) {
        return className.replace('.', '/') + SUFFIX;
    }

    /** A class of its own JARs, whatever is above it; null if it has none of this name. */
    @Nullable
    Class<?> ofItsOwn(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null || findResource(path(name)) == null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        URL file = findResource(path(name));
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            if (!(file.openConnection() instanceof JarURLConnection place)) {
                return super.findClass(name); // in a folder that a manifest's Class-Path names
            }
            JarFile jar = jars.at(place.getJarFileURL());
            JarEntry entry = jar.getJarEntry(place.getEntryName());
            byte[] classFile;
            try (InputStream in = jar.getInputStream(entry)) {
                classFile = in.readAllBytes();
            }
            requirePackage(name, jar, place.getJarFileURL());
            return define(name, classFile, new CodeSource(place.getJarFileURL(), entry.getCodeSigners()));
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    private Class<?> define(String name, byte[] classFile, CodeSource source) {
        byte[] redirected = Redirection.redirected(classFile);
        byte[] defined = redirected == null ? classFile : redirected;
        return defineClass(name, defined, 0, defined.length, source);
    }

    /** As the JDK's loaders do: a sealed package is that of one JAR. */
    private void requirePackage(String className, JarFile jar, URL place) throws IOException {
        int end = className.lastIndexOf('.');
        if (end > 0) {
            requirePackage(className.substring(0, end), jar.getManifest(), place);
        }
    }

    private void requirePackage(String name, @Nullable Manifest manifest, URL place) {
        Package present = getDefinedPackage(name);
        if (present == null) {
            try {
                definePackage(name, manifest == null ? new Manifest() : manifest, place);
                return;
            } catch (IllegalArgumentException byAnother) {
                present = getDefinedPackage(name);
                if (present == null) {
                    throw byAnother;
                }
            }
        }
        boolean fits = present.isSealed() ? present.isSealed(place) : !seals(manifest, name);
        if (!fits) {
            throw new SecurityException("sealing violation: the package " + name + " is in "
                    + Path.of(place.getPath()).getFileName()
                    + " and in another JAR, and one of them seals it: keep one, or take Sealed out of its manifest");
        }
    }

    private static boolean seals(@Nullable Manifest manifest, String packageName) {
        if (manifest == null) {
            return false;
        }
        Attributes own = manifest.getAttributes(packageName.replace('.', '/') + "/");
        String sealed = own == null ? null : own.getValue(Attributes.Name.SEALED);
        return "true"
                .equalsIgnoreCase(
                        sealed != null ? sealed : manifest.getMainAttributes().getValue(Attributes.Name.SEALED));
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
        jars.close();
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
