package dev.hearth.core.wire.marshal.form;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.util.IdentityHashMap;

/** Writes one value as the first of a stream: what was a back reference becomes one of the new stream. */
final class FormOutput {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream data = new DataOutputStream(bytes);
    private final IdentityHashMap<Form, Integer> handles = new IdentityHashMap<>();

    /** The bytes that follow a stream's header and what was written before the value, if that was no object. */
    static byte[] bytesOf(Form form) throws IOException {
        FormOutput out = new FormOutput();
        out.value(form);
        return out.bytes.toByteArray();
    }

    DataOutputStream data() {
        return data;
    }

    void value(Form form) throws IOException {
        Integer handle = handles.get(form);
        if (handle == null) {
            form.writeTo(this);
        } else {
            data.writeByte(ObjectStreamConstants.TC_REFERENCE);
            data.writeInt(handle);
        }
    }

    /** From here on a back reference means this value. */
    void appeared(Form form) {
        handles.put(form, ObjectStreamConstants.baseWireHandle + handles.size());
    }
}
