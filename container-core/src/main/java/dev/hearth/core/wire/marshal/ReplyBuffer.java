package dev.hearth.core.wire.marshal;

import java.io.OutputStream;
import java.util.Arrays;

/** A growable byte array that a whole reply is written to, so that it leaves in one write. Not thread-safe. */
public final class ReplyBuffer extends OutputStream {

    private byte[] bytes = new byte[256];
    private int size;

    /** The bytes themselves; valid up to {@link #size()} until the next write. */
    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public void reset() {
        size = 0;
    }

    /** Forgets what was written after the first {@code newSize} bytes. */
    public void truncate(int newSize) {
        size = newSize;
    }

    @Override
    public void write(int b) {
        ensure(1);
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    public void writeShort(int value) {
        write(value >>> 8);
        write(value);
    }

    public void writeInt(int value) {
        writeShort(value >>> 16);
        writeShort(value);
    }

    public void writeLong(long value) {
        writeInt((int) (value >>> 32));
        writeInt((int) value);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }
}
