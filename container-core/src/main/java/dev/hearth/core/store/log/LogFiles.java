package dev.hearth.core.store.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the log, oldest first; the last one is written to.
 *
 * <p>A file goes when the database has all of it on the disk, and {@link #KEPT} newer full ones are there: H2 may fall back
 * by some commits in a crash, and the log must still have them. Before a file is full, the next one is prepared.
 *
 * <p>Appending is for one thread; the rest is thread-safe.
 */
final class LogFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LogFiles.class);

    private static final String PREFIX = "log-";
    private static final String PREPARED = "next";
    private static final int KEPT = 2;

    private final Disk disk;
    private final Path folder;

    @GuardedBy("this")
    private final Deque<LogReader.Kept> former = new ArrayDeque<>();

    @GuardedBy("this")
    private LogFile current;

    private final Object preparing = new Object();

    @GuardedBy("preparing")
    private boolean prepared;

    private LogFiles(Disk disk, Path folder, LogFile current) {
        this.disk = disk;
        this.folder = folder;
        this.current = current;
    }

    /** What an earlier process left. */
    static List<Path> present(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    /** Begins a new file behind those that were read. */
    static LogFiles open(Disk disk, Path folder, LogReader read) throws IOException {
        disk.delete(folder.resolve(PREPARED));
        LogFile.prepare(disk, folder.resolve(PREPARED));
        LogFile first = LogFile.begin(
                disk,
                folder.resolve(PREPARED),
                path(folder, read.lastPosition() + 1, read.kept()),
                read.lastChecksum(),
                read.lastPosition());
        LogFiles files = new LogFiles(disk, folder, first);
        synchronized (files) {
            files.former.addAll(read.kept());
        }
        return files;
    }

    private static Path path(Path folder, long firstPosition, List<LogReader.Kept> present) {
        String name = PREFIX + String.format("%016x", firstPosition);
        Path path = folder.resolve(name + "-0");
        for (int i = 1; isAmong(present, path); i++) {
            path = folder.resolve(name + "-" + i); // an earlier start wrote no record into its file
        }
        return path;
    }

    private static boolean isAmong(List<LogReader.Kept> present, Path path) {
        return present.stream().anyMatch(file -> file.path().equals(path));
    }

    /**
     * Writes records behind what is there, in one piece.
     *
     * @param synced up to which position all has reached the disk
     * @throws IOException if it can't; nothing of them is there then
     * @throws UnsyncedException if a file is full and a sync of it failed
     */
    void append(List<Frame.Pending> records, long synced) throws IOException, UnsyncedException {
        LogFile file = current();
        if (file.full()) {
            file = next(file);
        }
        file.append(records, synced);
    }

    private synchronized LogFile current() {
        return current;
    }

    private LogFile next(LogFile full) throws IOException, UnsyncedException {
        sync();
        LogFile next;
        synchronized (preparing) { // until it has its name: who prepares ahead would take it for a left over one
            prepare();
            prepared = false;
            next = LogFile.begin(
                    disk,
                    folder.resolve(PREPARED),
                    path(folder, full.lastPosition() + 1, List.of()),
                    full.lastChecksum(),
                    full.lastPosition());
            synchronized (this) {
                former.add(new LogReader.Kept(full.path(), full.lastPosition()));
                current = next;
            }
        }
        closeSynced(full);
        return next;
    }

    private static void closeSynced(LogFile full) {
        try {
            full.close();
        } catch (IOException stays) {
            LOG.debug("{} could not be closed; all of it is on the disk", full.path(), stays);
        }
    }

    /** A sync has failed: what has reached the disk is not known. */
    static final class UnsyncedException extends Exception {
        private static final long serialVersionUID = 1;

        UnsyncedException(IOException cause) {
            super("syncing the log failed: " + cause.getMessage(), cause);
        }
    }

    /** Returns when all that was appended has reached the disk. */
    void sync() throws UnsyncedException {
        try {
            current().sync();
        } catch (IOException failed) {
            throw new UnsyncedException(failed);
        }
    }

    /** Makes room for the next file, where this one is half full. */
    void prepareAhead() throws IOException {
        synchronized (preparing) {
            if (current().size() > LogFile.FULL / 2) {
                prepare();
            }
        }
    }

    @GuardedBy("preparing")
    private void prepare() throws IOException {
        if (!prepared) {
            Path next = folder.resolve(PREPARED);
            disk.delete(next);
            LogFile.prepare(disk, next);
            prepared = true;
        }
    }

    /** The disk of the database has all up to this position. */
    void settled(long position) throws IOException {
        for (Path unneeded = unneeded(position); unneeded != null; unneeded = unneeded(position)) {
            disk.delete(unneeded);
        }
    }

    private synchronized @Nullable Path unneeded(long settled) {
        if (former.size() <= KEPT || former.element().lastPosition() > settled) {
            return null;
        }
        return former.remove().path();
    }

    /** Whether files could go if the database's disk had all up to this position. */
    synchronized boolean wouldFree(long position) {
        return former.size() > KEPT && former.element().lastPosition() <= position;
    }

    /** The database was closed and has all of it: no file is needed any more. */
    synchronized void closeSettled() throws IOException {
        close();
        for (LogReader.Kept file : former) {
            disk.delete(file.path());
        }
        disk.delete(current.path());
    }

    synchronized void close() throws IOException {
        current.close();
        disk.delete(folder.resolve(PREPARED));
    }
}
