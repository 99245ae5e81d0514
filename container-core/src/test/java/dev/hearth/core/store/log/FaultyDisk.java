package dev.hearth.core.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disk whose n-th operation fails, and which counts them. Thread-safe. */
final class FaultyDisk implements Disk {

    /** What an operation is, for the one that is to fail. */
    enum Kind {
        CREATE,
        RENAME,
        DELETE,
        SYNC_FOLDER,
        WRITE,
        FORCE,
        TRUNCATE
    }

    private final List<Kind> done = new ArrayList<>();
    private long failing = -1;
    private @Nullable Kind always;

    /** From now on, the operation after so many others fails, once; a write that fails has written half. */
    synchronized void failAfter(int others) {
        failing = done.size() + (long) others;
    }

    /** From now on, all operations of this kind fail; null for none. */
    synchronized void failAlways(@Nullable Kind kind) {
        always = kind;
    }

    /** All that was done so far, the one that failed included. */
    synchronized List<Kind> done() {
        return List.copyOf(done);
    }

    private synchronized boolean fails(Kind kind) {
        done.add(kind);
        return done.size() - 1 == failing || kind == always;
    }

    private void tryIt(Kind kind) throws IOException {
        if (fails(kind)) {
            throw new IOException("the disk fails, as it was told to: " + kind);
        }
    }

    @Override
    public Channel create(Path file) throws IOException {
        tryIt(Kind.CREATE);
        return new FaultyChannel(REAL.create(file));
    }

    @Override
    public Channel open(Path file) throws IOException {
        return new FaultyChannel(REAL.open(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        tryIt(Kind.RENAME);
        REAL.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        tryIt(Kind.DELETE);
        REAL.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        tryIt(Kind.SYNC_FOLDER);
        REAL.syncFolder(folder);
    }

    private final class FaultyChannel implements Channel {

        private final Channel real;

        FaultyChannel(Channel real) {
            this.real = real;
        }

        @Override
        public int write(ByteBuffer bytes, long at) throws IOException {
            if (fails(Kind.WRITE)) {
                ByteBuffer half = bytes.duplicate();
                half.limit(half.position() + half.remaining() / 2);
                while (half.hasRemaining()) {
                    real.write(half, at + half.position() - bytes.position());
                }
                throw new IOException("the disk is full, as it was told to be");
            }
            return real.write(bytes, at);
        }

        @Override
        public void force() throws IOException {
            tryIt(Kind.FORCE);
            real.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            tryIt(Kind.TRUNCATE);
            real.truncate(size);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
