package dev.hearth.core.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDBC drivers that the JARs of a class loader name as services.
 *
 * <p>{@code DriverManager} looks for drivers once in the life of a JVM, with the class loader of who asks first, and gives each
 * only to code that can load its class. So they are loaded here, by which they register themselves, and taken out again.
 */
final class Drivers {

    private static final Logger LOG = LoggerFactory.getLogger(Drivers.class);

    private static final String SERVICES = "META-INF/services/" + DriverRelease.DRIVER;

    private Drivers() {}

    /**
     * Loads them; one that can't be loaded is missing, and nothing else.
     *
     * @param label what the warning about one begins with
     */
    static void load(DeploymentLoader loader, String label) {
        Set<String> named = named(loader, label);
        if (named.isEmpty()) {
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            named.forEach(driver -> load(driver, loader, label));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void load(String driver, DeploymentLoader loader, String label) {
        try {
            Class.forName(driver, true, loader);
        } catch (ClassNotFoundException | RuntimeException | Error unloadable) {
            LOG.warn(
                    "{}: the JDBC driver {}, which {} names, can't be loaded, so that DriverManager will not find it",
                    label,
                    driver,
                    SERVICES,
                    unloadable);
        }
    }

    /** The names of their classes. */
    static Set<String> named(DeploymentLoader loader, String label) {
        Set<String> named = new LinkedHashSet<>();
        try {
            for (URL file : Collections.list(loader.findResources(SERVICES))) {
                text(file)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(name -> !name.isEmpty())
                        .forEach(named::add);
            }
        } catch (IOException unreadable) {
            LOG.warn(
                    "{}: {} can't be read, so that DriverManager will not find its drivers",
                    label,
                    SERVICES,
                    unreadable);
        }
        return named;
    }

    private static String text(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Takes those that are of this loader, named or not, from {@code DriverManager}, and says which. The loader is still open. */
    static List<String> release(DeploymentLoader loader, String label) {
        try {
            Supplier<?> release = (Supplier<?>)
                    new Below(loader).release().getDeclaredConstructor().newInstance();
            List<String> taken = new ArrayList<>();
            ((List<?>) release.get()).forEach(driver -> taken.add(String.valueOf(driver)));
            return taken;
        } catch (ReflectiveOperationException | IOException failure) {
            LOG.warn("the JDBC drivers of {} could not be taken from the DriverManager", label, failure);
            return List.of();
        }
    }

    /** Can load what the ended loader can, and has one class more. */
    private static final class Below extends ClassLoader {

        Below(ClassLoader ended) {
            super(ended);
        }

        Class<?> release() throws IOException {
            String name = DriverRelease.class.getName();
            try (InputStream in = Objects.requireNonNull(
                    DriverRelease.class.getResourceAsStream(DriverRelease.class.getSimpleName() + ".class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
    }
}
