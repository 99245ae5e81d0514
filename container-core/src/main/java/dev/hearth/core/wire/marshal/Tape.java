package dev.hearth.core.wire.marshal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What {@link PlainReader} takes from a connection, kept as it came: whoever has to read the message in another way begins
 * again with it.
 *
 * <p>Takes what it is asked for and not one byte more. Grows with what comes, up to {@value #LONGEST} bytes; a longer message
 * is unusual. Used by one thread, for one message.
 */
final class Tape {

    static final int LONGEST = 256 << 10;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST = 1 << 10;

    /** A length in a message is a claim: more room is made only when so much has come. */
    private static final int ALLOCATED_AT_ONCE = 32 << 10;

    private final InputStream in;
    private final int longest;
    private byte[] bytes = new byte[FIRST];
    private int size;

    /**
     * @param most how many bytes it takes, if that is less than {@value #LONGEST}
     */
    Tape(InputStream in, long most) {
        this.in = in;
        this.longest = (int) Math.min(LONGEST, Math.max(FIRST, most));
    }

    /** Adds bytes that were taken before. */
    void add(byte[] before, int length) {
        System.arraycopy(before, 0, bytes, 0, length);
        size = length;
    }

    /** All bytes; the first {@link #size()} count. Another array after the next bytes. */
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    /**
     * Takes so many bytes, and waits for them.
     *
     * @return where in {@link #array()} the first of them lies
     * @throws UnusualException if the message grows too long
     * @throws EOFException if the peer has closed the connection
     */
    int take(int count) throws IOException {
        if (count > longest - size) {
            throw new UnusualException();
        }
        int from = size;
        int end = size + count;
        while (size < end) {
            int piece = Math.min(end - size, Math.max(ALLOCATED_AT_ONCE, size));
            if (bytes.length - size < piece) {
                bytes = Arrays.copyOf(bytes, Math.min(longest, Math.max(size + piece, 2 * bytes.length)));
            }
            int came = in.readNBytes(bytes, size, piece);
            size += came;
            if (came < piece) {
                throw ended();
            }
        }
        return from;
    }

    /** An unsigned byte. */
    int next() throws IOException {
        if (size == bytes.length) {
            if (size == longest) {
                throw new UnusualException();
            }
            bytes = Arrays.copyOf(bytes, Math.min(longest, 2 * size));
        }
        int read = in.read();
        if (read < 0) {
            throw ended();
        }
        bytes[size++] = (byte) read;
        return read;
    }

    short nextShort() throws IOException {
        int at = take(Short.BYTES);
        return (short) SHORT.get(bytes, at);
    }

    int nextInt() throws IOException {
        int at = take(Integer.BYTES);
        return (int) INT.get(bytes, at);
    }

    long nextLong() throws IOException {
        int at = take(Long.BYTES);
        return (long) LONG.get(bytes, at);
    }

    /**
     * Takes bytes as long as they are these, of which a well-formed message has one more as long as all before were right.
     *
     * @throws UnusualException at the first other one
     */
    void expect(byte[] usual, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            if (next() != (usual[i] & 0xff)) {
                throw new UnusualException();
            }
        }
    }

    /** A text of which the length in bytes is known. */
    String nextText(int length) throws IOException {
        if (length == 0) {
            return "";
        }
        int at = take(length);
        for (int i = at; i < at + length; i++) {
            if (bytes[i] <= 0) {
                return ModifiedUtf.decode(bytes, at, length);
            }
        }
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    short shortAt(int at) {
        return (short) SHORT.get(bytes, at);
    }

    int intAt(int at) {
        return (int) INT.get(bytes, at);
    }

    long longAt(int at) {
        return (long) LONG.get(bytes, at);
    }

    private static EOFException ended() {
        return new EOFException("the peer closed the connection in the middle of a message");
    }
}
