package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a parameter or result stands in the stream. */
enum Kind {
    VOID(0),
    BOOLEAN(1),
    BYTE(1),
    CHAR(2),
    SHORT(2),
    INT(4),
    FLOAT(4),
    LONG(8),
    DOUBLE(8),
    /** A {@link String}, read and written by hand. */
    TEXT(-1),
    /** A byte array, read and written by hand. */
    BYTES(-1),
    /** Anything else, left to an object stream. */
    OBJECT(-1);

    private final int width;

    Kind(int width) {
        this.width = width;
    }

    static Kind of(Class<?> type) {
        if (type.isPrimitive()) {
            return valueOf(type.getName().toUpperCase(java.util.Locale.ROOT));
        }
        return type == String.class ? TEXT : type == byte[].class ? BYTES : OBJECT;
    }

    static List<Kind> all(Class<?>[] types) {
        return Arrays.stream(types).map(Kind::of).toList();
    }

    boolean primitive() {
        return width >= 0;
    }

    /** How many bytes a primitive takes. */
    int width() {
        return width;
    }

    /** Whether this is a value of this primitive. */
    boolean fits(@Nullable Object value) {
        return switch (this) {
            case BOOLEAN -> value instanceof Boolean;
            case BYTE -> value instanceof Byte;
            case CHAR -> value instanceof Character;
            case SHORT -> value instanceof Short;
            case INT -> value instanceof Integer;
            case FLOAT -> value instanceof Float;
            case LONG -> value instanceof Long;
            case DOUBLE -> value instanceof Double;
            case VOID, TEXT, BYTES, OBJECT -> false;
        };
    }

    @Nullable
    Object read(ObjectInput in) throws IOException, ClassNotFoundException {
        return switch (this) {
            case VOID -> null;
            case BOOLEAN -> in.readBoolean();
            case BYTE -> in.readByte();
            case CHAR -> in.readChar();
            case SHORT -> in.readShort();
            case INT -> in.readInt();
            case FLOAT -> in.readFloat();
            case LONG -> in.readLong();
            case DOUBLE -> in.readDouble();
            case TEXT, BYTES, OBJECT -> in.readObject();
        };
    }

    /**
     * Writes a value.
     *
     * @throws ClassCastException if it is not of this kind
     * @throws NullPointerException if it is null and this is a primitive
     */
    @SuppressWarnings("NullAway") // a null for a primitive is the caller's error and comes out as one
    void write(ObjectOutput out, @Nullable Object value) throws IOException {
        switch (this) {
            case VOID -> {}
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case BYTE -> out.writeByte((Byte) value);
            case CHAR -> out.writeChar((Character) value);
            case SHORT -> out.writeShort((Short) value);
            case INT -> out.writeInt((Integer) value);
            case FLOAT -> out.writeFloat((Float) value);
            case LONG -> out.writeLong((Long) value);
            case DOUBLE -> out.writeDouble((Double) value);
            case TEXT, BYTES, OBJECT -> out.writeObject(value);
        }
    }

    /** The bits of a primitive, in its lowest {@link #width} bytes. */
    @SuppressWarnings("NullAway") // as above
    long bits(@Nullable Object value) {
        return switch (this) {
            case BOOLEAN -> ((Boolean) value) ? 1 : 0;
            case BYTE -> (Byte) value;
            case CHAR -> (Character) value;
            case SHORT -> (Short) value;
            case INT -> (Integer) value;
            case FLOAT -> Float.floatToIntBits((Float) value);
            case LONG -> (Long) value;
            case DOUBLE -> Double.doubleToLongBits((Double) value);
            default -> throw new IllegalStateException(this + " has no bits");
        };
    }

    /** The primitive of these bits. */
    Object value(long bits) {
        return switch (this) {
            case BOOLEAN -> bits != 0;
            case BYTE -> (byte) bits;
            case CHAR -> (char) bits;
            case SHORT -> (short) bits;
            case INT -> (int) bits;
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case LONG -> bits;
            case DOUBLE -> Double.longBitsToDouble(bits);
            default -> throw new IllegalStateException(this + " has no bits");
        };
    }
}
