package dev.hearth.core.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The file of the log that is written to: frames, one after the other, the first without records.
 *
 * <p>Its room is zeros on the disk before anything is written there: measured, to sync what overwrites zeros takes half the
 * time of what makes a file longer. Used by one thread.
 */
final class LogFile implements AutoCloseable {

    /** Where a file is full. */
    static final int FULL = 16 << 20;

    private static final int ZEROS = 1 << 20;
    private static final int SMALL = 64 << 10;

    private final Path path;
    private final Disk.Channel channel;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(SMALL);
    private volatile long good;
    private long lastPosition;
    private int lastChecksum;

    private LogFile(Path path, Disk.Channel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes a file of zeros, which has reached the disk but for its name; on failure there is none. */
    static void prepare(Disk disk, Path path) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
        try (Disk.Channel channel = disk.create(path)) {
            for (long at = 0; at < FULL; at += ZEROS) {
                writeFully(channel, zeros.clear(), at);
            }
            channel.force();
        } catch (IOException full) {
            discard(disk, path, full);
            throw full;
        }
    }

    /**
     * Begins to write a prepared file. It and its name have reached the disk when this returns; on failure there is none.
     *
     * @param before the checksum of the last frame before this file
     * @param synced the position of the last record before it, which has reached the disk
     */
    static LogFile begin(Disk disk, Path prepared, Path path, int before, long synced) throws IOException {
        LogFile file = null;
        try {
            disk.rename(prepared, path);
            file = new LogFile(path, disk.open(path));
            file.lastPosition = synced;
            file.lastChecksum = before;
            file.append(List.of(), synced);
            file.sync();
            disk.syncFolder(parent(path));
            return file;
        } catch (IOException failed) {
            if (file != null) {
                file.closeAfter(failed);
            }
            discard(disk, path, failed);
            throw failed;
        }
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent;
    }

    private static void discard(Disk disk, Path path, IOException because) {
        try {
            disk.delete(path);
        } catch (IOException stays) {
            because.addSuppressed(stays);
        }
    }

    private void closeAfter(IOException failed) {
        try {
            channel.close();
        } catch (IOException stays) {
            failed.addSuppressed(stays);
        }
    }

    Path path() {
        return path;
    }

    boolean full() {
        return good >= FULL;
    }

    /** How much of its room is taken, in bytes. For any thread. */
    long size() {
        return good;
    }

    /** The position of the last record in this file or before it. */
    long lastPosition() {
        return lastPosition;
    }

    /** The checksum of the last frame. */
    int lastChecksum() {
        return lastChecksum;
    }

    /**
     * Writes records behind what is there, in one piece.
     *
     * @param synced up to which position all has reached the disk
     * @throws IOException if it can't; what was written of them is taken back, as far as the disk lets us
     */
    void append(List<Frame.Pending> records, long synced) throws IOException {
        long at = good;
        ByteBuffer bytes = room(Frame.sizeOf(records));
        int checksum = Frame.write(bytes, records, lastChecksum, synced);
        try {
            writeFully(channel, bytes, at);
        } catch (IOException full) {
            takeBack(full);
            throw full;
        }
        good = at + bytes.limit();
        lastChecksum = checksum;
        if (!records.isEmpty()) {
            lastPosition = records.get(records.size() - 1).record().position();
        }
    }

    private ByteBuffer room(int bytes) {
        if (bytes > FULL) {
            return ByteBuffer.allocate(bytes);
        }
        if (bytes > buffer.capacity()) {
            buffer = ByteBuffer.allocateDirect(Math.max(bytes, Math.min(FULL, 2 * buffer.capacity())));
        }
        return buffer;
    }

    private static void writeFully(Disk.Channel channel, ByteBuffer bytes, long from) throws IOException {
        long at = from;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** A later frame overwrites what stays; until then nothing that follows it looks like a frame. */
    private void takeBack(IOException full) {
        try {
            channel.truncate(good);
        } catch (IOException broken) {
            full.addSuppressed(broken);
        }
    }

    /** Returns when what was appended has reached the disk. */
    void sync() throws IOException {
        channel.force();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
