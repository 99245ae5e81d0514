package dev.hearth.core.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A disk that breaks, as told: so that {@code hearth prove} can see what a container does then, without a broken disk.
 *
 * <p>The system property {@value #PROPERTY} holds what goes wrong and at which time, such as {@code sync:40}; without it,
 * which is how containers run, the log has its files to itself. Counts over all files of the process. Used by one thread.
 */
final class LogFault {

    static final String PROPERTY = "hearth.log.fault";

    private static final Optional<LogFault> OF_THIS_PROCESS =
            Optional.ofNullable(System.getProperty(PROPERTY)).map(LogFault::of);

    private static final int KILLED = 137;

    private enum Kind {
        /** The write leaves half of its bytes and fails; later ones succeed. */
        WRITE,
        /** The sync fails. */
        SYNC,
        /** The write leaves half of its bytes, and the process ends in the middle of it, as when the power goes. */
        TEAR,
        /** From this write on there is no space: each write leaves half of its bytes and fails, and no file can be made. */
        FULL
    }

    private final Kind kind;
    private final long when;
    private final Runnable end;
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();

    private LogFault(Kind kind, long when, Runnable end) {
        this.kind = kind;
        this.when = when;
        this.end = end;
    }

    /** The disk that this process is told to use: the real one, but where something is to break. */
    static Disk disk() {
        return OF_THIS_PROCESS.<Disk>map(LogFault::disk).orElse(Disk.REAL);
    }

    private static LogFault of(String told) {
        return of(told, () -> Runtime.getRuntime().halt(KILLED));
    }

    /**
     * Reads what goes wrong.
     *
     * @param told such as {@code write:3}
     * @param end ends the process
     */
    static LogFault of(String told, Runnable end) {
        String[] words = told.split(":", 2);
        return new LogFault(Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), Long.parseLong(words[1]), end);
    }

    private static Disk disk(LogFault fault) {
        return fault.on(Disk.REAL);
    }

    /** A disk that breaks. What is done to prepare a file does not count. */
    Disk on(Disk disk) {
        return new BreakingDisk(disk);
    }

    private static IOException noSpace() {
        return new IOException("no space is left, as " + PROPERTY + " tells");
    }

    private final class BreakingDisk implements Disk {

        private final Disk disk;

        private BreakingDisk(Disk disk) {
            this.disk = disk;
        }

        @Override
        public Channel create(Path file) throws IOException {
            if (kind == Kind.FULL && writes.get() >= when) {
                throw noSpace();
            }
            return disk.create(file);
        }

        @Override
        public Channel open(Path file) throws IOException {
            return new Breaking(disk.open(file));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            disk.delete(file);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            disk.syncFolder(folder);
        }
    }

    private final class Breaking implements Disk.Channel {

        private final Disk.Channel file;

        private Breaking(Disk.Channel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes, long at) throws IOException {
            long count = writes.incrementAndGet();
            if (kind == Kind.SYNC || (kind == Kind.FULL ? count < when : count != when)) {
                return file.write(bytes, at);
            }
            file.write(bytes.slice().limit(bytes.remaining() / 2), at);
            if (kind == Kind.TEAR) {
                end.run();
            }
            throw noSpace();
        }

        @Override
        public void truncate(long length) throws IOException {
            file.truncate(length);
        }

        @Override
        public void force() throws IOException {
            if (kind == Kind.SYNC && syncs.incrementAndGet() == when) {
                throw new IOException("the disk does not answer, as " + PROPERTY + " tells");
            }
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
