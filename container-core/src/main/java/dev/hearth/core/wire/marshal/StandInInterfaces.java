package dev.hearth.core.wire.marshal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Makes empty remote interfaces of given names, so that the registry can keep and hand out stubs whose interfaces this
 * container does not have. The classes go when the last stub of the message goes.
 *
 * <p>Used by one thread. A class that a peer sent is never loaded here, nor one of the container's.
 */
final class StandInInterfaces extends ClassLoader {

    private static final int JAVA_8 = 52;
    private static final int PUBLIC_ABSTRACT_INTERFACE = 0x0601;

    StandInInterfaces() {
        super(ClassLoader.getPlatformClassLoader());
    }

    /**
     * The interface of this name; the JDK's own if it is one of its.
     *
     * @throws ClassNotFoundException if no class can have that name
     */
    Class<?> named(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> present = findLoadedClass(name);
            if (present != null) {
                return present;
            }
            if (name.startsWith("java.") || name.startsWith("javax.")) {
                return Class.forName(name, false, getParent());
            }
            byte[] file = emptyRemoteInterface(name.replace('.', '/'));
            try {
                return defineClass(name, file, 0, file.length);
            } catch (LinkageError | SecurityException unfit) {
                throw new ClassNotFoundException(Refusals.printable(name), unfit);
            }
        }
    }

    private static byte[] emptyRemoteInterface(String name) throws ClassNotFoundException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.writeInt(0xcafebabe);
            out.writeInt(JAVA_8);
            out.writeShort(7); // constants, counted from 1
            writeClass(out, 2, name);
            writeClass(out, 4, "java/lang/Object");
            writeClass(out, 6, "java/rmi/Remote");
            out.writeShort(PUBLIC_ABSTRACT_INTERFACE);
            out.writeShort(1); // itself
            out.writeShort(3); // its superclass
            out.writeShort(1);
            out.writeShort(5); // the interface that it extends
            out.writeShort(0); // fields
            out.writeShort(0); // methods
            out.writeShort(0); // attributes
        } catch (java.io.UTFDataFormatException tooLong) {
            throw new ClassNotFoundException(Refusals.printable(name), tooLong);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    private static void writeClass(DataOutputStream out, int nameIndex, String name) throws IOException {
        out.writeByte(7);
        out.writeShort(nameIndex);
        out.writeByte(1);
        out.writeUTF(name);
    }
}
