package dev.hearth.core.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of the JARs in {@code deploy/lib}, and the loader that deployments have as their parent.
 *
 * <p>Closed when the last deployment that uses it has ended and it is not the newest any more. Thread-safe.
 */
final class Libraries {

    private static final Logger LOG = LoggerFactory.getLogger(Libraries.class);

    private final long number;
    private final String fingerprint;
    private final List<JarScan> scans;
    private final Map<String, Path> copies;
    private final DeploymentLoader loader;
    private final @Nullable Path place;
    private final AtomicInteger users = new AtomicInteger(1);

    private Libraries(
            long number,
            String fingerprint,
            List<JarScan> scans,
            Map<String, Path> copies,
            DeploymentLoader loader,
            @Nullable Path place) {
        this.copies = new LinkedHashMap<>(copies);
        this.number = number;
        this.fingerprint = fingerprint;
        this.scans = scans;
        this.loader = loader;
        this.place = place;
    }

    /**
     * Copies and reads the JARs. The maker is the first user.
     *
     * @throws IOException if one of them can't be read; the message names it
     */
    static Libraries load(Candidate source, VersionFolder versions) throws IOException {
        long number = versions.next();
        Path place = versions.place(DeployFolder.LIBRARIES, number);
        try {
            Map<String, Path> copies = VersionFolder.copy(source.jars(), place);
            Libraries loaded = new Libraries(number, source.fingerprint(), scan(copies), copies, loader(copies), place);
            Drivers.load(loaded.loader, DeployFolder.LIBRARIES);
            return loaded;
        } catch (IOException | RuntimeException | Error failure) {
            VersionFolder.deleteTree(place);
            throw failure;
        }
    }

    /** Reads the JARs where they lie, for a look only. */
    static Libraries inPlace(Candidate source) throws IOException {
        return new Libraries(0, source.fingerprint(), scan(source.jars()), source.jars(), loader(source.jars()), null);
    }

    private static DeploymentLoader loader(Map<String, Path> jars) {
        return DeploymentLoader.shared(List.copyOf(jars.values()));
    }

    private static List<JarScan> scan(Map<String, Path> jars) throws IOException {
        List<JarScan> scans = new ArrayList<>();
        for (Map.Entry<String, Path> jar : jars.entrySet()) {
            try {
                Completeness.requireSound(jar.getValue());
                scans.add(JarScan.of(jar.getValue(), jar.getKey()));
            } catch (IOException | RuntimeException unreadable) {
                throw new IOException(
                        jar.getKey() + " is not a readable JAR file (" + unreadable.getMessage()
                                + "): build or copy it again",
                        unreadable);
            }
        }
        return scans;
    }

    long number() {
        return number;
    }

    /** Whether these are the JARs that were found there. */
    boolean isOf(Candidate source) {
        return fingerprint.equals(source.fingerprint());
    }

    List<JarScan> scans() {
        return scans;
    }

    /** The private copies of the JARs. */
    List<Path> copies() {
        return List.copyOf(copies.values());
    }

    /** Which of the JARs have other contents there, for people. */
    List<String> changedTo(Libraries others) {
        List<String> changed = new ArrayList<>();
        for (String jar : new TreeSet<>(copies.keySet())) {
            Path other = others.copies.get(jar);
            if (other == null) {
                changed.add(jar + " (gone)");
            } else if (differ(copies.get(jar), other)) {
                changed.add(jar);
            }
        }
        new TreeSet<>(others.copies.keySet())
                .stream().filter(jar -> !copies.containsKey(jar)).forEach(jar -> changed.add(jar + " (new)"));
        return changed;
    }

    private static boolean differ(@Nullable Path one, Path other) {
        try {
            return one == null || Files.mismatch(one, other) >= 0;
        } catch (IOException gone) {
            return true;
        }
    }

    DeploymentLoader loader() {
        return loader;
    }

    /** One more user; there must be one already. */
    Libraries retain() {
        users.incrementAndGet();
        return this;
    }

    /** One user less; the last one closes. What can't be deleted is logged. */
    void release() {
        if (users.decrementAndGet() == 0) {
            try {
                close();
            } catch (IOException failure) {
                LOG.error("a former version of {} left files behind", DeployFolder.LIBRARIES, failure);
            }
        }
    }

    private void close() throws IOException {
        if (place != null && !Drivers.named(loader, DeployFolder.LIBRARIES).isEmpty()) {
            Drivers.release(loader, DeployFolder.LIBRARIES);
        }
        loader.close();
        if (place != null) {
            VersionFolder.deleteTree(place);
        }
    }
}
