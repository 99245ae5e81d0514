package dev.hearth.core.wire.marshal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.ObjectStreamField;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes object streams that no {@link java.io.ObjectOutputStream} would write, piece by piece (Java object serialization
 * specification, chapter 6). Handles are not counted: who refers back says to which.
 */
final class Forgery {

    static final int WRITE_METHOD = ObjectStreamConstants.SC_WRITE_METHOD | ObjectStreamConstants.SC_SERIALIZABLE;
    static final int PLAIN = ObjectStreamConstants.SC_SERIALIZABLE;
    static final int EXTERNAL = ObjectStreamConstants.SC_EXTERNALIZABLE | ObjectStreamConstants.SC_BLOCK_DATA;
    static final int ENUM = ObjectStreamConstants.SC_ENUM | ObjectStreamConstants.SC_SERIALIZABLE;

    private static final int FIRST_HANDLE = 0x7e0000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private interface Piece {
        void to(DataOutputStream out) throws IOException;
    }

    private Forgery write(Piece piece) {
        try {
            piece.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return this;
    }

    static Forgery stream() {
        return new Forgery();
    }

    Forgery bytes(int... values) {
        return write(out -> {
            for (int value : values) {
                out.write(value);
            }
        });
    }

    Forgery integer(int value) {
        return write(out -> out.writeInt(value));
    }

    Forgery add(byte[] piece) {
        return write(out -> out.write(piece));
    }

    Forgery nothing() {
        return bytes(ObjectStreamConstants.TC_NULL);
    }

    Forgery end() {
        return bytes(ObjectStreamConstants.TC_ENDBLOCKDATA);
    }

    Forgery back(int handle) {
        return bytes(ObjectStreamConstants.TC_REFERENCE).integer(FIRST_HANDLE + handle);
    }

    Forgery text(String text) {
        return bytes(ObjectStreamConstants.TC_STRING).write(out -> out.writeUTF(text));
    }

    Forgery block(int... values) {
        return bytes(ObjectStreamConstants.TC_BLOCKDATA, values.length).bytes(values);
    }

    Forgery block(byte[] content) {
        return bytes(ObjectStreamConstants.TC_BLOCKDATA, content.length).add(content);
    }

    /** The beginning of an object; its class's description and its fields' values follow. */
    Forgery object() {
        return bytes(ObjectStreamConstants.TC_OBJECT);
    }

    /** A description without an annotation and a superclass. */
    Forgery type(String name, long number, int flags, String... fields) {
        return type(name, number, flags, List.of(fields)).nothing().end().nothing();
    }

    /**
     * A description up to its annotation.
     *
     * @param fields such as {@code I size} and {@code Ljava/lang/Object; value}, primitives first
     */
    Forgery type(String name, long number, int flags, List<String> fields) {
        return write(out -> {
                    out.write(ObjectStreamConstants.TC_CLASSDESC);
                    out.writeUTF(name);
                    out.writeLong(number);
                    out.write(flags);
                    out.writeShort(fields.size());
                })
                .fields(fields);
    }

    private Forgery fields(List<String> fields) {
        return write(out -> {
            for (String field : fields) {
                String[] typeAndName = field.split(" ");
                out.write(typeAndName[0].charAt(0));
                out.writeUTF(typeAndName[1]);
                if (typeAndName[0].length() > 1) {
                    out.write(ObjectStreamConstants.TC_STRING);
                    out.writeUTF(typeAndName[0]);
                }
            }
        });
    }

    /** The description of a class as an honest stream has it, up to its annotation, with further fields of objects. */
    Forgery type(Class<?> type, int flags, String... more) {
        ObjectStreamClass described = ObjectStreamClass.lookupAny(type);
        List<String> fields = new java.util.ArrayList<>();
        for (ObjectStreamField field : described.getFields()) {
            String signature = field.isPrimitive() ? String.valueOf(field.getTypeCode()) : field.getTypeString();
            fields.add(signature + " " + field.getName());
        }
        fields.addAll(List.of(more));
        return type(described.getName(), described.getSerialVersionUID(), flags, fields);
    }

    /** The same as a whole, with null as its annotation and no superclass. */
    Forgery wholeType(Class<?> type, int flags, String... more) {
        return type(type, flags, more).nothing().end().nothing();
    }

    Forgery proxyType(String... interfaces) {
        return write(out -> {
            out.write(ObjectStreamConstants.TC_PROXYCLASSDESC);
            out.writeInt(interfaces.length);
            for (String each : interfaces) {
                out.writeUTF(each);
            }
        });
    }

    byte[] written() {
        return bytes.toByteArray();
    }

    ByteArrayInputStream asInput() {
        return new ByteArrayInputStream(written());
    }
}
