package dev.hearth.core.deploy;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when something in some folders may have changed.
 *
 * <p>What has changed is not said: whoever is told looks. Has a thread of its own until it is closed. {@link #follow} is
 * called by one thread.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final WatchService service;
    private final Runnable changed;
    private final Thread thread;
    private final Path root;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    /** Those that can't be watched, which has been told. */
    private final Set<Path> unwatched = new HashSet<>();

    /**
     * @param folder without which there is no sense in watching
     * @param changed is run by the watch's thread, and must not take long
     */
    FolderWatch(Path folder, Runnable changed) throws IOException {
        this.root = folder;
        this.service = folder.getFileSystem().newWatchService();
        this.changed = changed;
        this.thread = new Thread(this::run, "hearth-deploy-watch");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Watches these folders, and no others. One that can't be watched is passed over, which is logged once, and tried again.
     *
     * @throws IOException if that is the one without which there is no sense in watching
     */
    void follow(Collection<Path> folders) throws IOException {
        keys.entrySet().removeIf(entry -> {
            boolean stale =
                    !folders.contains(entry.getKey()) || !entry.getValue().isValid();
            if (stale) {
                entry.getValue().cancel();
            }
            return stale;
        });
        unwatched.retainAll(folders);
        for (Path folder : folders) {
            if (!keys.containsKey(folder)) {
                watch(folder);
            }
        }
    }

    private void watch(Path folder) throws IOException {
        try {
            WatchKey key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            keys.put(folder, key);
            unwatched.remove(folder);
        } catch (IOException failure) {
            if (folder.equals(root)) {
                throw failure;
            }
            if (!(failure instanceof NoSuchFileException) && unwatched.add(folder)) {
                LOG.warn(
                        "{} is looked at from time to time only, since it can't be watched: {}",
                        folder,
                        failure.toString());
            }
        }
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                key.reset();
                changed.run();
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
