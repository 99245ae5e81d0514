package dev.hearth.core.wire.marshal;

import java.io.ObjectStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * Primitives, texts and byte arrays as an object stream has them (Java Object Serialization specification, section 6.4),
 * written by hand: two fresh object streams cost more than all the rest of a small call.
 */
final class SimpleForm {

    static final int STREAM_MAGIC_AND_VERSION = 0xaced0005;

    /** What stands before a byte array's length: its description, with a null class annotation. */
    static final byte[] BYTE_ARRAY = {
        ObjectStreamConstants.TC_ARRAY,
        0x72,
        0,
        2,
        '[',
        'B',
        (byte) 0xac,
        (byte) 0xf3,
        0x17,
        (byte) 0xf8,
        0x06,
        0x08,
        0x54,
        (byte) 0xe0,
        2,
        0,
        0,
        0x70,
        0x78,
        0x70
    };

    static final int SHORT_BLOCK = 255;
    static final int SHORT_TEXT = 0xffff;

    private SimpleForm() {}

    static void writeBlockHeader(ReplyBuffer out, int length) {
        if (length <= SHORT_BLOCK) {
            out.write(ObjectStreamConstants.TC_BLOCKDATA);
            out.write(length);
        } else {
            out.write(ObjectStreamConstants.TC_BLOCKDATALONG);
            out.writeInt(length);
        }
    }

    static void writeBits(ReplyBuffer out, Kind kind, @Nullable Object value) {
        long bits = kind.bits(value);
        for (int shift = (kind.width() - 1) * 8; shift >= 0; shift -= 8) {
            out.write((int) (bits >>> shift));
        }
    }

    static void writeText(ReplyBuffer out, @Nullable String text) {
        if (text == null) {
            out.write(ObjectStreamConstants.TC_NULL);
            return;
        }
        long length = ReplyBuffer.modifiedUtfLength(text);
        if (length <= SHORT_TEXT) {
            out.write(ObjectStreamConstants.TC_STRING);
            out.writeShort((int) length);
        } else {
            out.write(ObjectStreamConstants.TC_LONGSTRING);
            out.writeLong(length);
        }
        out.writeModifiedUtf(text, length);
    }

    /** The first byte array of a stream. */
    static void writeBytes(ReplyBuffer out, byte @Nullable [] bytes) {
        if (bytes == null) {
            out.write(ObjectStreamConstants.TC_NULL);
            return;
        }
        out.write(BYTE_ARRAY);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
