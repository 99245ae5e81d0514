package dev.hearth.core.deploy;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Says when something in some folders may have changed.
 *
 * <p>What has changed is not said: whoever is told looks. Has a thread of its own until it is closed. {@link #follow} is
 * called by one thread.
 */
final class FolderWatch implements AutoCloseable {

    private final WatchService service;
    private final Runnable changed;
    private final Thread thread;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    /** @param changed is run by the watch's thread, and must not take long */
    FolderWatch(Path folder, Runnable changed) throws IOException {
        this.service = folder.getFileSystem().newWatchService();
        this.changed = changed;
        this.thread = new Thread(this::run, "hearth-deploy-watch");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Watches these folders, and no others. */
    void follow(Collection<Path> folders) throws IOException {
        keys.entrySet().removeIf(entry -> {
            boolean stale =
                    !folders.contains(entry.getKey()) || !entry.getValue().isValid();
            if (stale) {
                entry.getValue().cancel();
            }
            return stale;
        });
        for (Path folder : folders) {
            if (!keys.containsKey(folder)) {
                keys.put(
                        folder,
                        folder.register(
                                service,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE));
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
