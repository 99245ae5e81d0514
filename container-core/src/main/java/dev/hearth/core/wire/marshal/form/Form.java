package dev.hearth.core.wire.marshal.form;

import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.util.List;

/** A value of an object stream. Compared by identity, since a stream may hold equal values that are two objects. */
interface Form {

    /** The null reference. */
    Form NULL = out -> out.data().writeByte(ObjectStreamConstants.TC_NULL);

    /** Writes it out as a whole; {@link FormOutput#value} knows when a back reference does. */
    void writeTo(FormOutput out) throws IOException;

    /** A text, as its modified UTF-8. */
    final class Text implements Form {
        private static final int SHORT = 0xffff;

        private final byte[] utf;

        Text(byte[] utf) {
            this.utf = utf;
        }

        byte[] utf() {
            return utf;
        }

        @Override
        public void writeTo(FormOutput out) throws IOException {
            if (utf.length <= SHORT) {
                out.data().writeByte(ObjectStreamConstants.TC_STRING);
                out.appeared(this);
                out.data().writeShort(utf.length);
            } else {
                out.data().writeByte(ObjectStreamConstants.TC_LONGSTRING);
                out.appeared(this);
                out.data().writeLong(utf.length);
            }
            out.data().write(utf);
        }
    }

    /** Bytes that a class's own {@code writeObject} wrote. */
    final class Block implements Form {
        private static final int SHORT = 0xff;

        private final byte[] bytes;

        Block(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public void writeTo(FormOutput out) throws IOException {
            if (bytes.length <= SHORT) {
                out.data().writeByte(ObjectStreamConstants.TC_BLOCKDATA);
                out.data().writeByte(bytes.length);
            } else {
                out.data().writeByte(ObjectStreamConstants.TC_BLOCKDATALONG);
                out.data().writeInt(bytes.length);
            }
            out.data().write(bytes);
        }
    }

    /** An enum's constant. */
    record Constant(ClassForm type, Form name) implements Form {

        @Override
        public void writeTo(FormOutput out) throws IOException {
            out.data().writeByte(ObjectStreamConstants.TC_ENUM);
            out.value(type);
            out.appeared(this);
            out.value(name);
        }
    }

    /** An array: of primitives, whose bytes lie together, or of values. */
    final class Sequence implements Form {
        private final ClassForm type;
        private final int length;
        private byte[] primitives = {};
        private List<Form> elements = List.of();

        Sequence(ClassForm type, int length) {
            this.type = type;
            this.length = length;
        }

        void primitives(byte[] read) {
            primitives = read;
        }

        void elements(List<Form> read) {
            elements = read;
        }

        @Override
        public void writeTo(FormOutput out) throws IOException {
            out.data().writeByte(ObjectStreamConstants.TC_ARRAY);
            out.value(type);
            out.appeared(this);
            out.data().writeInt(length);
            out.data().write(primitives);
            for (Form element : elements) {
                out.value(element);
            }
        }
    }
}
