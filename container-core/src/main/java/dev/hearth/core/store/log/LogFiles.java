package dev.hearth.core.store.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The files of the log, oldest first; the last one is written to.
 *
 * <p>A file goes when the database has had all of it for a while, and {@link #KEPT} newer full ones are there: after a
 * crash the database may fall back by some commits, and the log must still have them.
 *
 * <p>Appending is for one thread; the rest is thread-safe.
 */
final class LogFiles {

    private static final String PREFIX = "log-";
    private static final long FULL = 16L << 20;
    private static final int KEPT = 2;
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Path folder;
    private final Deque<Former> former = new ArrayDeque<>();
    private LogFile current;
    private long settledUpTo;

    private static final class Former {
        private final Path path;
        private final long lastPosition;
        private long settledNanos;
        private boolean settled;

        Former(Path path, long lastPosition) {
            this.path = path;
            this.lastPosition = lastPosition;
        }
    }

    private LogFiles(Path folder, LogFile current) {
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

    /** All records of what is present, in order. */
    static List<LogRecord> read(List<Path> files) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            records.addAll(LogFile.read(files.get(i), i == files.size() - 1));
        }
        return records;
    }

    /**
     * Begins a new file behind those that are present.
     *
     * @param lastPosition of all records that are present
     */
    static LogFiles open(Path folder, List<Path> present, long lastPosition) throws IOException {
        LogFiles files = new LogFiles(folder, LogFile.create(path(folder, lastPosition + 1, present)));
        present.forEach(path -> files.former.add(new Former(path, lastPosition)));
        return files;
    }

    private static Path path(Path folder, long firstPosition, List<Path> present) {
        String name = PREFIX + String.format("%016x", firstPosition);
        Path path = folder.resolve(name + "-0");
        for (int i = 1; present.contains(path); i++) {
            path = folder.resolve(name + "-" + i); // an earlier start wrote nothing into its file
        }
        return path;
    }

    synchronized void append(List<LogRecord> records) throws IOException {
        if (current.size() >= FULL) {
            rotate(records.get(0).position());
        }
        current.append(records);
    }

    private void rotate(long firstPosition) throws IOException {
        current.sync();
        LogFile next = LogFile.create(path(folder, firstPosition, List.of()));
        current.close();
        former.add(new Former(current.path(), current.lastPosition()));
        current = next;
    }

    void sync() throws IOException {
        LogFile written;
        synchronized (this) {
            written = current;
        }
        written.sync();
    }

    /** The database has all up to this position. */
    synchronized void settled(long position) throws IOException {
        settledUpTo = Math.max(settledUpTo, position);
        long now = System.nanoTime();
        for (Former file : former) {
            if (!file.settled && file.lastPosition <= settledUpTo) {
                file.settled = true;
                file.settledNanos = now;
            }
        }
        while (former.size() > KEPT && former.element().settled && now - former.element().settledNanos > REST_NANOS) {
            Files.deleteIfExists(former.remove().path);
        }
    }

    /** The database was closed and has all of it: no file is needed any more. */
    synchronized void closeSettled() throws IOException {
        current.close();
        Files.deleteIfExists(current.path());
        for (Former file : former) {
            Files.deleteIfExists(file.path);
        }
    }

    synchronized void close() throws IOException {
        current.close();
    }
}
