package dev.hearth.testkit;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes that a class file mentions: in its code, its members' types, its annotations.
 *
 * <p>Reads the constant pool alone (Java Virtual Machine Specification 4.4), where every mention stands as the text of a
 * class's name or of a descriptor. A text that merely looks like one is a mention too: whoever asks looks whether there is
 * such a class.
 */
final class ClassMentions {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;<>:.\\[]+)[;<]");
    private static final Pattern NAME = Pattern.compile("[^;<>:.\\[()\\s]+");

    private ClassMentions() {}

    /** Their names, with slashes. */
    static Set<String> in(byte[] classFile) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.skipBytes(4); // its version
        int entries = in.readUnsignedShort();
        for (int entry = 1; entry < entries; entry++) {
            int tag = in.readUnsignedByte();
            if (tag == UTF8) {
                add(in.readUTF(), names);
            } else {
                in.skipBytes(length(tag));
            }
            if (tag == LONG || tag == DOUBLE) {
                entry++; // these take two places
            }
        }
        return names;
    }

    private static void add(String text, Set<String> names) {
        if (NAME.matcher(text).matches()) {
            names.add(text);
        }
        Matcher mentions = IN_DESCRIPTOR.matcher(text);
        while (mentions.find()) {
            names.add(mentions.group(1));
        }
    }

    /** The bytes behind the tag. */
    private static int length(int tag) throws IOException {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2; // class, string, method type, module, package
            case 15 -> 3; // method handle
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4; // numbers, members, names with types, dynamic ones
            case LONG, DOUBLE -> 8;
            default -> throw new IOException("a constant of the unknown kind " + tag);
        };
    }
}
