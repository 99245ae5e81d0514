package dev.hearth.core.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the log: records one after the other, each framed by a mark, its length and a checksum.
 *
 * <p>Written by one thread.
 */
final class LogFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
    private static final int MARK = 0x48524C31;
    private static final int FRAME = 12;
    private static final int LONGEST = 1 << 30;

    private final Path path;
    private final LogChannel channel;
    private long good;
    private long lastPosition;

    private LogFile(Path path, LogChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static LogFile create(Path path) throws IOException {
        LogChannel channel = LogChannel.create(path);
        syncFolder(path);
        return new LogFile(path, channel);
    }

    /** So that the new file itself survives a loss of power. */
    private static void syncFolder(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return good;
    }

    long lastPosition() {
        return lastPosition;
    }

    /**
     * Writes records behind what is there, in one piece.
     *
     * @throws IOException if it can't; what was written of them is taken back
     */
    void append(List<LogRecord> records) throws IOException {
        ByteBuffer buffer = frame(records);
        try {
            long at = good;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            good = at;
            lastPosition = records.get(records.size() - 1).position();
        } catch (IOException full) {
            takeBack(full);
            throw full;
        }
    }

    private void takeBack(IOException full) {
        try {
            channel.truncate(good);
        } catch (IOException broken) {
            full.addSuppressed(broken);
        }
    }

    private static ByteBuffer frame(List<LogRecord> records) {
        List<byte[]> payloads = records.stream().map(LogRecord::encode).toList();
        int total =
                payloads.stream().mapToInt(payload -> payload.length + FRAME).sum();
        ByteBuffer buffer = ByteBuffer.allocate(total);
        for (byte[] payload : payloads) {
            buffer.putInt(MARK)
                    .putInt(payload.length)
                    .putInt(checksum(payload, 0, payload.length))
                    .put(payload);
        }
        return buffer.flip();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** Returns when what was appended is on the disk. */
    void sync() throws IOException {
        channel.force();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * Reads all records of a file. A record that broke off at the end of the newest file is what a crash leaves, was never
     * acknowledged, and is cut off.
     *
     * @param newest whether no later file follows
     * @throws IOException if a bad record is followed by a good one: acknowledged changes are lost
     */
    static List<LogRecord> read(Path path, boolean newest) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        List<LogRecord> records = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int length = lengthAt(bytes, at);
            if (length < 0) {
                requireEnd(path, bytes, at, newest);
                cut(path, at);
                break;
            }
            byte[] payload = new byte[length];
            System.arraycopy(bytes, at + FRAME, payload, 0, length);
            records.add(LogRecord.decode(payload));
            at += FRAME + length;
        }
        return records;
    }

    /** The length of a good record that begins here; -1 if none does. */
    private static int lengthAt(byte[] bytes, int at) {
        if (bytes.length - at < FRAME) {
            return -1;
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes, at, FRAME);
        int mark = frame.getInt();
        int length = frame.getInt();
        int crc = frame.getInt();
        boolean whole = mark == MARK && length >= 0 && length < LONGEST && length <= bytes.length - at - FRAME;
        return whole && checksum(bytes, at + FRAME, length) == crc ? length : -1;
    }

    private static void requireEnd(Path path, byte[] bytes, int at, boolean newest) throws IOException {
        for (int next = at + 1; next < bytes.length - FRAME; next++) {
            if (lengthAt(bytes, next) >= 0) {
                throw damaged(path, at, "a good record follows it at byte " + next);
            }
        }
        if (!newest) {
            throw damaged(path, at, "later log files follow this one");
        }
        LOG.warn(
                "{} ends in the middle of a record, as a crash leaves it: {} bytes that were never acknowledged are cut",
                path,
                bytes.length - at);
    }

    /** So that the file is whole when, after the next crash, it is not the newest any more. */
    private static void cut(Path path, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }

    private static IOException damaged(Path path, int at, String why) {
        return new IOException("the log " + path + " is damaged at byte " + at + ", and " + why
                + ": acknowledged changes in between can't be read. Restore the data folder from a backup; or, to go on"
                + " without them, move this file away and start again");
    }
}
