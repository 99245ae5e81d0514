package dev.hearth.core.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The export, import or backup that is in progress: one at a time. One that nobody has asked about for a minute makes way for
 * the next. Their files lie in a folder of the data folder, which their owner alone can read. Thread-safe.
 */
final class StoreTasks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreTasks.class);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long STOP_MILLIS = 30_000;

    private final Path folder;

    @GuardedBy("this")
    private long last;

    @GuardedBy("this")
    private @Nullable StoreTask task;

    /** @param data the data folder; what an earlier container left of tasks is deleted there */
    StoreTasks(Path data) throws IOException {
        this.folder = data.resolve("exchange");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> left = Files.list(folder)) {
                for (Path each : left.toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** A new task, which waits to be filled or begun. */
    synchronized StoreTask make(String kind) throws RefusedException, IOException {
        StoreTask present = task;
        if (present != null && present.inUse(PATIENCE_NANOS)) {
            throw new RefusedException(
                    "an " + present + " is in progress, and there is one at a time: try again later");
        }
        if (present != null) {
            present.discard();
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly());
        }
        StoreTask made = new StoreTask(++last, kind, folder.resolve("task-" + last));
        task = made;
        return made;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** @throws RefusedException if it was ended, or has made way for another */
    synchronized StoreTask find(long id) throws RefusedException {
        StoreTask present = task;
        if (present == null || present.id() != id) {
            throw new RefusedException("there is no task " + id + " (any more)");
        }
        return present;
    }

    /** Forgets a task that is over, or was never begun. */
    synchronized void end(long id) throws RefusedException, IOException {
        StoreTask present = find(id);
        if (present.inUse(0)) {
            throw new RefusedException("the " + present + " is in progress");
        }
        present.discard();
        task = null;
    }

    @Override
    public void close() {
        StoreTask present;
        synchronized (this) {
            present = task;
        }
        if (present != null) {
            present.stop(STOP_MILLIS);
            try {
                present.discard();
            } catch (IOException left) {
                LOG.warn("admin port: the file of an {} stays in {}: {}", present, folder, left.toString());
            }
        }
    }
}
