package dev.hearth.core.wire.marshal.form;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Turns modified UTF-8 into texts. */
final class Texts {

    private static final int LONGEST = 0xffff;

    private Texts() {}

    static String decoded(Form.Text text) throws IOException {
        byte[] utf = text.utf();
        if (utf.length > LONGEST) {
            throw new FormException("a text of " + utf.length + " bytes");
        }
        ByteArrayOutputStream prefixed = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(prefixed);
        out.writeShort(utf.length);
        out.write(utf);
        return new DataInputStream(new ByteArrayInputStream(prefixed.toByteArray())).readUTF();
    }
}
