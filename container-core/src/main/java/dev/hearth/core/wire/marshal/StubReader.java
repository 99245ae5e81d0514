package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.HostedType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Makes the class that stubs of a generated class are read as: of the same name, so that an object stream takes it, but with
 * nothing in it, and so that only an address is left of the stub. It knows the interfaces by its loader, which is this.
 */
final class StubReader extends ClassLoader {

    /** What {@code rmic} gave to each of its classes. */
    private static final long VERSION = 2;

    private static final int CLASS_FILE = 0xcafebabe;
    private static final int JAVA_8 = 52;
    private static final int PUBLIC_FINAL_SUPER = 0x31;
    private static final int PRIVATE_STATIC_FINAL = 0x1a;
    private static final int TEXT = 1;
    private static final int LONG = 5;
    private static final int CLASS = 7;

    private final List<Class<?>> interfaces;

    private StubReader(List<Class<?>> interfaces) {
        super(StubReader.class.getClassLoader());
        this.interfaces = interfaces;
    }

    /** A class to read stubs of a generated class with. */
    static Class<?> of(Class<?> generated) {
        byte[] file = classFile(generated.getName());
        return new StubReader(HostedType.remoteInterfaces(generated))
                .defineClass(generated.getName(), file, 0, file.length);
    }

    /** The remote interfaces of the generated class whose stub was read as this. */
    static List<Class<?>> interfaces(RemoteStub read) {
        return ((StubReader) read.getClass().getClassLoader()).interfaces;
    }

    /** JVM specification, chapter 4: {@code public final class NAME extends RemoteStub}, with a serial version. */
    private static byte[] classFile(String name) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.writeInt(CLASS_FILE);
            out.writeInt(JAVA_8);
            out.writeShort(10); // constants, from 1 on; a long takes two places
            writeClass(out, name, 2);
            writeClass(out, RemoteStub.class.getName(), 4);
            writeText(out, "serialVersionUID"); // 5
            writeText(out, "J");
            writeText(out, "ConstantValue"); // 7
            out.writeByte(LONG);
            out.writeLong(VERSION); // 8
            out.writeShort(PUBLIC_FINAL_SUPER);
            out.writeShort(1); // this class
            out.writeShort(3); // its superclass
            out.writeShort(0); // interfaces
            out.writeShort(1); // fields
            for (int item : new int[] {PRIVATE_STATIC_FINAL, 5, 6, 1, 7}) {
                out.writeShort(item);
            }
            out.writeInt(2);
            out.writeShort(8);
            out.writeInt(0); // neither methods nor attributes
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    /** Two constants: a class, and behind it its name. */
    private static void writeClass(DataOutputStream out, String name, int nameIndex) throws IOException {
        out.writeByte(CLASS);
        out.writeShort(nameIndex);
        writeText(out, name.replace('.', '/'));
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeByte(TEXT);
        out.writeUTF(text);
    }
}
