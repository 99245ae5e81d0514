package dev.hearth.core.store.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system for H2, {@code flaky:}, whose writes and syncs fail on demand and whose syncs are counted. */
public final class FlakyDisk extends FilePathWrapper {

    static final AtomicInteger syncs = new AtomicInteger();
    static volatile boolean writesFail;
    static volatile boolean syncsFail;
    static volatile Runnable afterWrite = () -> {};

    static void register() {
        FilePath.register(new FlakyDisk());
        writesFail = false;
        syncsFail = false;
        afterWrite = () -> {};
    }

    @Override
    public String getScheme() {
        return "flaky";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBase {

        private final FileChannel disk;

        Channel(FileChannel disk) {
            this.disk = disk;
        }

        private static void check() throws IOException {
            if (writesFail) {
                throw new IOException("no space left on the flaky disk");
            }
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            check();
            return disk.write(source);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            check();
            int written = disk.write(source, position);
            afterWrite.run();
            return written;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (syncsFail) {
                throw new IOException("the flaky disk lost its write cache");
            }
            syncs.incrementAndGet();
            disk.force(metaData);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return disk.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return disk.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return disk.size();
        }

        @Override
        public long position() throws IOException {
            return disk.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            disk.position(position);
            return this;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            check();
            disk.truncate(size);
            afterWrite.run();
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return disk.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            disk.close();
        }
    }
}
