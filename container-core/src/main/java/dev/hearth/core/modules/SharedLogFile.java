package dev.hearth.core.modules;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@link LogFile} that all who write to its path share.
 *
 * <p>When the module is given other settings, its former instance writes until its last call has ended while the new one writes
 * already. With one file for both, a line of the one is never torn by the other's, and the file is put aside once when it is
 * full. There is one table of open files in the process, as there is one of each file.
 *
 * <p>Thread-safe. The file is closed when the last of those who opened it has closed it.
 */
final class SharedLogFile implements AccessLogWriter.Sink {

    @GuardedBy("OPEN")
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private final Path path;
    private final Shared shared;
    private boolean closed; // the owner's thread

    private record Limits(long maxBytes, int keep) {}

    private static final class Shared {
        @GuardedBy("this")
        private final LogFile file;

        @GuardedBy("OPEN")
        private int owners;

        /** Heeded by the next write: who brings them must not wait for a disk that stands still. */
        private volatile Limits limits;

        Shared(LogFile file, Limits limits) {
            this.file = file;
            this.limits = limits;
        }

        synchronized void write(byte[] bytes, int length) throws IOException {
            file.limit(limits.maxBytes(), limits.keep());
            file.write(bytes, length);
        }

        synchronized void reopen() throws IOException {
            file.reopen();
        }

        synchronized void close() throws IOException {
            file.close();
        }
    }

    private SharedLogFile(Path path, Shared shared) {
        this.path = path;
        this.shared = shared;
    }

    /**
     * Opens the file, or joins those who have it open; what it may take is then what is said here.
     *
     * @param maxBytes how long it may become; one write may be as long
     * @param keep how many former ones are kept
     */
    static SharedLogFile open(Path file, long maxBytes, int keep) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        Limits limits = new Limits(maxBytes, keep);
        synchronized (OPEN) {
            Shared shared = OPEN.get(path);
            if (shared == null) {
                shared = new Shared(new LogFile(path, maxBytes, keep), limits);
                OPEN.put(path, shared);
            }
            shared.limits = limits;
            shared.owners++;
            return new SharedLogFile(path, shared);
        }
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        shared.write(bytes, length);
    }

    @Override
    public void reopen() throws IOException {
        shared.reopen();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        boolean last;
        synchronized (OPEN) {
            last = --shared.owners == 0;
            if (last) {
                OPEN.remove(path);
            }
        }
        if (last) {
            shared.close();
        }
    }
}
