package dev.hearth.core.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What is written in one piece: the records of a batch, behind a header.
 *
 * <pre>
 * mark      4  of this format
 * length    4  of all that follows the header
 * checksum  4  CRC-32C of all that follows it
 * before    4  the checksum of the frame before, in whatever file; 0 of the first
 * synced    8  all records up to this position had reached the disk when this frame was written
 * then, of each record: length 4, position 8, and its bytes
 * </pre>
 *
 * <p>A crash may leave any part of what was not synced. So where a frame is bad, a good one behind it tells by {@code synced}
 * whether anything is missing that was promised. {@code before} shows a frame that vanished whole.
 */
final class Frame {

    static final int HEADER = 24;

    private static final int MARK = 0x48524C32;
    private static final int CHECKED_FROM = 12;
    private static final int PER_RECORD = 12;

    private final int start;
    private final int length;
    private final int checksum;
    private final int before;
    private final long synced;

    private Frame(int start, int length, int checksum, int before, long synced) {
        this.start = start;
        this.length = length;
        this.checksum = checksum;
        this.before = before;
        this.synced = synced;
    }

    /** How many bytes a frame of these takes. */
    static int sizeOf(List<Pending> records) {
        int size = HEADER;
        for (Pending record : records) {
            size = Math.addExact(size, PER_RECORD + record.bytes().length);
        }
        return size;
    }

    /**
     * Writes a frame to the beginning of a buffer that has room for it, and flips the buffer.
     *
     * @return its checksum
     */
    static int write(ByteBuffer buffer, List<Pending> records, int before, long synced) {
        buffer.clear().position(HEADER);
        for (Pending record : records) {
            buffer.putInt(record.bytes().length)
                    .putLong(record.record().position())
                    .put(record.bytes());
        }
        buffer.flip();
        buffer.putInt(0, MARK)
                .putInt(4, buffer.limit() - HEADER)
                .putInt(12, before)
                .putLong(16, synced);
        int checksum = checksum(buffer.duplicate().position(CHECKED_FROM));
        buffer.putInt(8, checksum);
        return checksum;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Whether a frame, good or bad, seems to begin here. */
    static boolean marked(ByteBuffer file, int at) {
        return file.limit() - at >= HEADER && file.getInt(at) == MARK;
    }

    /**
     * The frame that begins here.
     *
     * @return null if none does that is whole and right
     */
    static @Nullable Frame at(ByteBuffer file, int at) {
        if (!marked(file, at)) {
            return null;
        }
        int length = file.getInt(at + 4);
        if (length < 0 || length > file.limit() - at - HEADER) {
            return null;
        }
        int checksum = file.getInt(at + 8);
        ByteBuffer checked = file.duplicate().position(at + CHECKED_FROM).limit(at + HEADER + length);
        return checksum(checked) == checksum
                ? new Frame(at, length, checksum, file.getInt(at + 12), file.getLong(at + 16))
                : null;
    }

    /** The first frame that begins after this place; null if there is none. */
    static @Nullable Frame after(ByteBuffer file, int at) {
        for (int next = at + 1; next <= file.limit() - HEADER; next++) {
            Frame frame = at(file, next);
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    int start() {
        return start;
    }

    int end() {
        return start + HEADER + length;
    }

    int checksum() {
        return checksum;
    }

    int before() {
        return before;
    }

    long synced() {
        return synced;
    }

    /** Whatever was written before this frame has this position or a lower one. */
    long positionBefore(ByteBuffer file) {
        return length == 0 ? synced : file.getLong(start + HEADER + 4) - 1;
    }

    /** The position of its last record; 0 if it has none. */
    long lastPosition(ByteBuffer file) {
        long last = 0;
        for (int at = start + HEADER; at < end(); at += PER_RECORD + file.getInt(at)) {
            last = file.getLong(at + 4);
        }
        return last;
    }

    /** Those of its records whose position is wanted. */
    List<LogRecord> records(ByteBuffer file, LongPredicate wanted) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        for (int at = start + HEADER; at < end(); at += PER_RECORD + file.getInt(at)) {
            long position = file.getLong(at + 4);
            if (wanted.test(position)) {
                byte[] bytes = new byte[file.getInt(at)];
                file.get(at + PER_RECORD, bytes);
                records.add(LogRecord.decode(position, bytes));
            }
        }
        return records;
    }

    /** A record that waits to be written, with its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Pending(LogRecord record, byte[] bytes) {}
}
