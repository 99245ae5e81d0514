package dev.hearth.core.wire.marshal.form;

import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class as a stream describes it, or a proxy class of some interfaces.
 *
 * <p>The annotation, which says where the sender would have the class loaded from, is not kept: written out it is null.
 */
final class ClassForm implements Form {

    /** A field: its type's letter, its name and, if it is no primitive, its type. */
    record Field(char letter, String name, Form type) {

        private static final String PRIMITIVES = "BCDFIJSZ";
        private static final int[] WIDTHS = {1, 2, 8, 4, 4, 8, 2, 1};

        boolean primitive() {
            return PRIMITIVES.indexOf(letter) >= 0;
        }

        int width() {
            return width(letter);
        }

        /** How many bytes a primitive of this letter takes; 0 if it is none. */
        static int width(char letter) {
            int index = PRIMITIVES.indexOf(letter);
            return index < 0 ? 0 : WIDTHS[index];
        }
    }

    private final String name;
    private final long version;
    private final List<String> interfaces;
    private int flags;
    private List<Field> fields = List.of();
    private @Nullable ClassForm parent;
    private boolean complete;

    private ClassForm(String name, long version, List<String> interfaces) {
        this.name = name;
        this.version = version;
        this.interfaces = interfaces;
    }

    static ClassForm named(String name, long version) {
        return new ClassForm(name, version, List.of());
    }

    static ClassForm proxy(List<String> interfaces) {
        return new ClassForm("", 0, List.copyOf(interfaces));
    }

    void described(int readFlags, List<Field> readFields) {
        flags = readFlags;
        fields = List.copyOf(readFields);
    }

    void below(@Nullable ClassForm superclass) {
        parent = superclass;
        complete = true;
    }

    /** Empty for a proxy's. */
    String name() {
        return name;
    }

    boolean isProxy() {
        return name.isEmpty();
    }

    List<String> interfaces() {
        return interfaces;
    }

    /** Whether all of its description has been read. */
    boolean complete() {
        return complete;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    List<Field> fields() {
        return fields;
    }

    /** It and its superclasses, the highest first: the order in which an object's data is written. */
    List<ClassForm> lineage() {
        List<ClassForm> lineage = new ArrayList<>();
        for (ClassForm each = this; each != null; each = each.parent) {
            lineage.add(each);
        }
        Collections.reverse(lineage);
        return lineage;
    }

    @Override
    public void writeTo(FormOutput out) throws IOException {
        if (isProxy()) {
            writeProxy(out);
        } else {
            writeClass(out);
        }
        out.data().writeByte(ObjectStreamConstants.TC_NULL);
        out.data().writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.value(parent == null ? NULL : parent);
    }

    private void writeProxy(FormOutput out) throws IOException {
        out.data().writeByte(ObjectStreamConstants.TC_PROXYCLASSDESC);
        out.appeared(this);
        out.data().writeInt(interfaces.size());
        for (String each : interfaces) {
            out.data().writeUTF(each);
        }
    }

    private void writeClass(FormOutput out) throws IOException {
        out.data().writeByte(ObjectStreamConstants.TC_CLASSDESC);
        out.data().writeUTF(name);
        out.data().writeLong(version);
        out.appeared(this);
        out.data().writeByte(flags);
        out.data().writeShort(fields.size());
        for (Field field : fields) {
            out.data().writeByte(field.letter());
            out.data().writeUTF(field.name());
            if (!field.primitive()) {
                out.value(field.type());
            }
        }
    }
}
