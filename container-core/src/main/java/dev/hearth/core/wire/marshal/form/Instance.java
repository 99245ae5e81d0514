package dev.hearth.core.wire.marshal.form;

import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.util.ArrayList;
import java.util.List;

/** An object: its class, and what each class of its lineage wrote. */
final class Instance implements Form {

    /** What one class wrote. */
    static final class Part {
        private final ClassForm of;
        private final byte[] primitives;
        private final List<Form> values;
        private final List<Form> annotation;

        /**
         * @param primitives the bytes of the primitive fields
         * @param values of the other fields
         * @param annotation what the class's own {@code writeObject} wrote besides; empty if it has none
         */
        Part(ClassForm of, byte[] primitives, List<Form> values, List<Form> annotation) {
            this.of = of;
            this.primitives = primitives;
            this.values = values;
            this.annotation = annotation;
        }

        ClassForm of() {
            return of;
        }

        List<Form> values() {
            return values;
        }

        List<Form> annotation() {
            return annotation;
        }

        void writeTo(FormOutput out) throws IOException {
            out.data().write(primitives);
            for (Form value : values) {
                out.value(value);
            }
            if (of.has(ObjectStreamConstants.SC_WRITE_METHOD)) {
                for (Form each : annotation) {
                    out.value(each);
                }
                out.data().writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
            }
        }

        boolean holdsNothing() {
            return of.fields().isEmpty() && annotation.isEmpty();
        }
    }

    private final ClassForm type;
    private final List<Part> parts = new ArrayList<>();

    Instance(ClassForm type) {
        this.type = type;
    }

    ClassForm type() {
        return type;
    }

    void add(Part part) {
        parts.add(part);
    }

    /** The highest class's first. */
    List<Part> parts() {
        return parts;
    }

    @Override
    public void writeTo(FormOutput out) throws IOException {
        out.data().writeByte(ObjectStreamConstants.TC_OBJECT);
        out.value(type);
        out.appeared(this);
        for (Part part : parts) {
            part.writeTo(out);
        }
    }
}
