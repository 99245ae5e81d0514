package dev.hearth.core.wire.marshal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a class extends and implements, read from class files (JVM specification, chapter 4): so that it can be asked of a
 * class that must not be loaded.
 */
final class Ancestry {

    private static final int MAGIC = 0xcafebabe;

    /** More supertypes than any sane class has; bounds the work that a name from a peer can cause. */
    private static final int MOST = 200;

    private Ancestry() {}

    /** The names of all supertypes as far as their class files are found; empty if the class's own is not. */
    static Set<String> of(String className, ClassLoader loader) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(className));
        while (!open.isEmpty() && found.size() < MOST) {
            for (String parent : parents(open.remove(), loader)) {
                if (found.add(parent)) {
                    open.add(parent);
                }
            }
        }
        return found;
    }

    /** The names of what it extends and implements itself; empty if its class file is not found. */
    static List<String> parents(String className, ClassLoader loader) {
        if (className.indexOf('/') >= 0 || className.indexOf(':') >= 0) {
            return List.of(); // no class's name; a loader could take it for another place
        }
        try (InputStream file = loader.getResourceAsStream(className.replace('.', '/') + ".class")) {
            return file == null ? List.of() : parents(new DataInputStream(new java.io.BufferedInputStream(file)));
        } catch (IOException | IllegalArgumentException unreadable) {
            return List.of(); // as if it were not there: the class is then refused
        }
    }

    private static List<String> parents(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt(); // version
        Object[] constants = constants(in);
        in.readUnsignedShort(); // access
        in.readUnsignedShort(); // this class
        List<String> parents = new ArrayList<>();
        int superclass = in.readUnsignedShort();
        if (superclass != 0) {
            parents.add(className(constants, superclass));
        }
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            parents.add(className(constants, in.readUnsignedShort()));
        }
        return parents;
    }

    /** The pool's texts as {@link String} and its classes as the {@link Integer} index of their name. */
    private static Object[] constants(DataInputStream in) throws IOException {
        Object[] constants = new Object[in.readUnsignedShort()];
        for (int i = 1; i < constants.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 7 -> constants[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // these take two places
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        return constants;
    }

    private static String className(Object[] constants, int index) throws IOException {
        if (index < constants.length
                && constants[index] instanceof Integer name
                && name < constants.length
                && constants[name] instanceof String text) {
            return text.replace('/', '.');
        }
        throw new IOException("a broken class file");
    }
}
