package dev.hearth.core.wire.marshal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectStreamConstants;
import java.nio.charset.StandardCharsets;
import java.rmi.UnmarshalException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads primitives, texts and byte arrays without an object stream, as long as each byte is the usual one.
 *
 * <p>At the first unusual byte (null, a back reference, a long text, an annotation) it stops, and {@link #replay} gives what
 * an object stream needs to read the same message from its beginning: what was decoded is encoded again, so that the usual
 * case pays nothing for it.
 *
 * <p>Never waits for a byte that a well-formed message need not have.
 */
final class SimpleReader {

    private static final int END = -1;

    /** A length in a message is a claim: larger arrays grow with what really comes. */
    private static final int ALLOCATED_AT_ONCE = 64 << 10;

    private static final int CLAIMED_PER_BYTE = 16;

    private final InputStream in;
    private final List<Kind> kinds;
    private final Limits limits;
    private final @Nullable Object[] values;

    private int block;
    private int done;

    /** How many bytes that stand before each byte array were read of the one that turned out to be unusual. */
    private int described;

    /** The byte that was not as expected. */
    private int odd = END;

    private boolean byteArraySeen;

    SimpleReader(InputStream in, int blockBytes, List<Kind> kinds, Limits limits) {
        this.in = in;
        this.block = blockBytes;
        this.kinds = kinds;
        this.limits = limits;
        this.values = new Object[kinds.size()];
    }

    /** The values; null if an object stream must read them, from {@link #replay} on. */
    @Nullable
    Object @Nullable [] read() throws IOException {
        while (done < values.length) {
            Kind kind = kinds.get(done);
            Object value = kind.primitive() ? primitive(kind) : kind == Kind.TEXT ? text() : bytes();
            if (value == null) {
                return null;
            }
            values[done++] = value;
        }
        if (block != 0) {
            throw new UnmarshalException("more primitive arguments than the method has");
        }
        return values;
    }

    /** What stood in the stream up to here, and the header of what is left of the block. */
    ReplyBuffer replay() {
        ReplyBuffer replay = new ReplyBuffer();
        replay.writeInt(SimpleForm.STREAM_MAGIC_AND_VERSION);
        for (int i = 0; i < done; i++) {
            Kind kind = kinds.get(i);
            Object value = values[i];
            if (kind.primitive()) {
                SimpleForm.writeBlockHeader(replay, kind.width());
                SimpleForm.writeBits(replay, kind, value);
            } else if (value instanceof String text) {
                SimpleForm.writeText(replay, text);
            } else {
                SimpleForm.writeBytes(replay, (byte[]) value);
            }
        }
        replay.write(SimpleForm.BYTE_ARRAY, 0, described);
        if (odd != END) {
            replay.write(odd);
        }
        if (block > 0) {
            SimpleForm.writeBlockHeader(replay, block);
        }
        return replay;
    }

    private @Nullable Object primitive(Kind kind) throws IOException {
        if (block == 0 && !expect(ObjectStreamConstants.TC_BLOCKDATA)) {
            return null;
        }
        if (block == 0) {
            block = next();
        }
        if (block < kind.width()) {
            return null; // it goes on in the next block
        }
        long bits = 0;
        for (int i = kind.width(); i > 0; i--) {
            bits = bits << 8 | next();
        }
        block -= kind.width();
        return kind.value(bits);
    }

    private @Nullable Object text() throws IOException {
        if (block != 0 || !expect(ObjectStreamConstants.TC_STRING)) {
            return null;
        }
        int length = next() << 8 | next();
        byte[] encoded = new byte[length];
        if (in.readNBytes(encoded, 0, length) < length) {
            throw ended();
        }
        for (byte each : encoded) {
            if (each < 0) {
                return decode(encoded);
            }
        }
        return new String(encoded, StandardCharsets.ISO_8859_1);
    }

    private static String decode(byte[] encoded) throws UnmarshalException {
        try {
            return ModifiedUtf.decode(encoded, 0, encoded.length);
        } catch (UnusualException malformed) {
            throw new UnmarshalException("an argument is no modified UTF-8");
        }
    }

    private byte @Nullable [] bytes() throws IOException {
        if (block != 0 || byteArraySeen) {
            return null;
        }
        for (byte each : SimpleForm.BYTE_ARRAY) {
            if (!expect(each)) {
                return null;
            }
            described++;
        }
        described = 0;
        byteArraySeen = true;
        int length = next() << 24 | next() << 16 | next() << 8 | next();
        if (length < 0) {
            throw new UnmarshalException("an array of length " + length);
        }
        limits.checkArray(length, 1);
        return bytes(length);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[Math.min(length, ALLOCATED_AT_ONCE)];
        int read = 0;
        while (true) {
            int came = in.readNBytes(bytes, read, bytes.length - read);
            read += came;
            if (read < bytes.length) {
                throw ended();
            }
            if (read == length) {
                return bytes;
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, (long) read * CLAIMED_PER_BYTE));
        }
    }

    /** Reads one byte, and remembers it if it is another one. */
    private boolean expect(int usual) throws IOException {
        int read = next();
        if (read == (usual & 0xff)) {
            return true;
        }
        odd = read;
        return false;
    }

    private int next() throws IOException {
        int read = in.read();
        if (read == END) {
            throw ended();
        }
        return read;
    }

    private static EOFException ended() {
        return new EOFException("the peer closed the connection in the middle of a message");
    }
}
