package dev.hearth.core.wire.marshal;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * A growable byte array that a whole message is written to, so that it leaves in one write.
 *
 * <p>Not thread-safe. Keeps its array when it is reset, so that a connection's replies need no new one, but lets go of one
 * past {@value #KEPT} bytes. What is written is bounded by whoever writes.
 */
public final class ReplyBuffer extends OutputStream {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST = 256;
    private static final int KEPT = 64 << 10;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[FIRST];
    private int size;

    /** The bytes themselves, of which the first {@link #size()} count; another array after the next write. */
    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** Forgets everything. */
    public void reset() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
        }
    }

    /** Forgets everything from this size on. */
    public void truncate(int newSize) {
        Objects.checkIndex(newSize, size + 1);
        size = newSize;
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    public void writeShort(int value) {
        reserve(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    public void writeInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    public void writeLong(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    void writeInts(int[] values) {
        reserve(Math.multiplyExact(values.length, Integer.BYTES));
        byte[] target = bytes;
        int at = size;
        for (int value : values) {
            INT.set(target, at, value);
            at += Integer.BYTES;
        }
        size = at;
    }

    void writeLongs(long[] values) {
        reserve(Math.multiplyExact(values.length, Long.BYTES));
        byte[] target = bytes;
        int at = size;
        for (long value : values) {
            LONG.set(target, at, value);
            at += Long.BYTES;
        }
        size = at;
    }

    /** The text in modified UTF-8, without a length. */
    void writeModifiedUtf(String text) {
        writeModifiedUtf(text, modifiedUtfLength(text));
    }

    /**
     * The same.
     *
     * @param encoded how many bytes it takes
     */
    @SuppressWarnings("deprecation") // of all ways to copy an ASCII text into an array the fastest
    void writeModifiedUtf(String text, long encoded) {
        if (encoded > LONGEST) {
            throw new OutOfMemoryError("a message of more than 2 GiB");
        }
        reserve((int) encoded);
        if (encoded != text.length()) {
            writeEncoded(text);
            return;
        }
        int length = text.length();
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /** Room for all of it is there. */
    private void writeEncoded(String text) {
        byte[] target = bytes;
        int at = size;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x01 && c <= 0x7f) {
                target[at++] = (byte) c;
            } else if (c <= 0x7ff) {
                target[at++] = (byte) (0xc0 | (c >> 6));
                target[at++] = (byte) (0x80 | (c & 0x3f));
            } else {
                target[at++] = (byte) (0xe0 | (c >> 12));
                target[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                target[at++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        size = at;
    }

    /** How many bytes {@link #writeModifiedUtf} would write. */
    static long modifiedUtfLength(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c >= 0x01 && c <= 0x7f ? 1 : c <= 0x7ff ? 2 : 3;
        }
        return length;
    }

    /**
     * Makes room.
     *
     * @throws OutOfMemoryError past 2 GiB
     */
    private void reserve(int more) {
        if (bytes.length - size < more) {
            long wanted = Math.max((long) size + more, 2L * bytes.length);
            if ((long) size + more > LONGEST) {
                throw new OutOfMemoryError("a message of more than 2 GiB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, LONGEST));
        }
    }
}
