package dev.hearth.core.deploy;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a deployment sees of {@code deploy/lib}: the parent of its class loader.
 *
 * <p>As long as nothing was found there, other libraries can take the place of those that are there, and the deployment can't
 * tell. What it has missed it would find no more than before. So those that use nothing of {@code deploy/lib} need not be
 * made anew when that changes. Thread-safe.
 */
final class LibraryView extends ClassLoader {

    /** More than a deployment looks for in vain; one that does is taken for a user. */
    private static final int MOST_MISSED = 10_000;

    static {
        registerAsParallelCapable();
    }

    /** Who looks reads, who exchanges the libraries writes. */
    private final ReadWriteLock exchange = new ReentrantReadWriteLock();

    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private volatile DeploymentLoader libraries;
    private volatile boolean used;

    LibraryView(DeploymentLoader libraries) {
        super(DeployFolder.LIBRARIES, ApiLoader.INSTANCE);
        this.libraries = libraries;
    }

    /**
     * Other libraries are seen from now on, unless the deployment could tell.
     *
     * @return false if it could: it has found something in those of now, or has missed what is in the others
     */
    boolean moveTo(DeploymentLoader others) {
        exchange.writeLock().lock();
        try {
            if (couldTell(others)) {
                return false;
            }
            libraries = others;
            return true;
        } finally {
            exchange.writeLock().unlock();
        }
    }

    /** Whether the deployment could tell others from those of now, by what it has looked for until now. */
    boolean couldTell(DeploymentLoader others) {
        return used
                || missed.size() > MOST_MISSED
                || missed.stream().anyMatch(path -> others.findResource(path) != null);
    }

    /** The files of what is there now. */
    List<String> classPath() {
        return libraries.classPath();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        exchange.readLock().lock();
        try {
            Class<?> found = libraries.ofItsOwn(name);
            looked(DeploymentLoader.path(name), found != null);
            if (found == null) {
                throw new ClassNotFoundException(name);
            }
            return found;
        } finally {
            exchange.readLock().unlock();
        }
    }

    @Override
    protected @Nullable URL findResource(String path) {
        exchange.readLock().lock();
        try {
            URL found = libraries.findResource(path);
            looked(path, found != null);
            return found;
        } finally {
            exchange.readLock().unlock();
        }
    }

    @Override
    protected Enumeration<URL> findResources(String path) throws IOException {
        exchange.readLock().lock();
        try {
            Enumeration<URL> found = libraries.findResources(path);
            looked(path, found.hasMoreElements());
            return Collections.enumeration(Collections.list(found));
        } finally {
            exchange.readLock().unlock();
        }
    }

    private void looked(String path, boolean found) {
        if (found) {
            used = true;
        } else if (!used && missed.size() <= MOST_MISSED) {
            missed.add(path);
        }
    }
}
