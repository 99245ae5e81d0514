package dev.hearth.core.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the log does to a file that it writes. Used by one thread. */
interface LogChannel extends AutoCloseable {

    /** Writes some of the bytes, as {@link FileChannel#write(ByteBuffer, long)} does. */
    int write(ByteBuffer bytes, long at) throws IOException;

    /** Cuts the file to this length. */
    void truncate(long length) throws IOException;

    /** Returns when what was written is on the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;

    /** Makes a file that is not there yet. */
    static LogChannel create(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return LogFault.ofThisProcess().map(fault -> fault.in(file)).orElseGet(() -> new Plain(file));
    }

    /** A file of the disk. */
    record Plain(FileChannel file) implements LogChannel {

        @Override
        public int write(ByteBuffer bytes, long at) throws IOException {
            return file.write(bytes, at);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.truncate(length);
        }

        @Override
        public void force() throws IOException {
            file.force(false);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
