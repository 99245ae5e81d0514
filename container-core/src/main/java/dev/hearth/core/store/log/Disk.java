package dev.hearth.core.store.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** All that the log asks of a disk that it writes to; what may fail there, a test can have fail. Thread-safe. */
public interface Disk {

    /** The disk as it is. */
    Disk REAL = new Real();

    /** A new file, for writing. */
    Channel create(Path file) throws IOException;

    /** A file that is there, for writing. */
    Channel open(Path file) throws IOException;

    /** Gives a file another name in the same folder. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(Path file) throws IOException;

    /** Returns when the names in a folder have reached the disk. */
    void syncFolder(Path folder) throws IOException;

    /** A file that is written. Used by one thread at a time. */
    interface Channel extends Closeable {

        /** Writes some of the bytes, at least one. */
        int write(ByteBuffer bytes, long at) throws IOException;

        /** Returns when what was written has reached the disk. */
        void force() throws IOException;

        /** Cuts the file off. */
        void truncate(long size) throws IOException;
    }

    /** The operating system's files. */
    final class Real implements Disk {

        private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

        private Real() {}

        @Override
        public Channel create(Path file) throws IOException {
            return new RealChannel(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }

        @Override
        public Channel open(Path file) throws IOException {
            return new RealChannel(FileChannel.open(file, StandardOpenOption.WRITE));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }

        /** Windows has no folders that can be synced; the file system's journal keeps the names there. */
        @Override
        public void syncFolder(Path folder) throws IOException {
            if (!WINDOWS) {
                try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                    directory.force(true);
                }
            }
        }
    }

    /** A file of the operating system. */
    final class RealChannel implements Channel {

        private final FileChannel channel;

        private RealChannel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes, long at) throws IOException {
            return channel.write(bytes, at);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
