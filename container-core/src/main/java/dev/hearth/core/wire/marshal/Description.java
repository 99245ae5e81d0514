package dev.hearth.core.wire.marshal;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.ObjectStreamField;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a class is described in a stream: its name, number, flags and fields, made once for each class and kept with it.
 *
 * <p>Immutable but for the arrays, which nobody writes to.
 */
final class Description {

    private static final ClassValue<Optional<Description>> DESCRIPTIONS = new ClassValue<>() {
        @Override
        protected Optional<Description> computeValue(Class<?> type) {
            return describe(type);
        }
    };

    /** What stands behind the fields where there is no codebase. */
    private static final int ANNOTATION_AND_END = 2;

    /** The bytes before, between and behind the names of the fields' types, which are objects of the stream themselves. */
    private final byte[][] pieces;

    private final String[] typeNames;
    private final @Nullable Description parent;
    private final Class<?> type;
    private final int nameEnd;

    private Description(Class<?> type, byte[][] pieces, String[] typeNames, @Nullable Description parent) {
        this.type = type;
        this.nameEnd = 1 + Short.BYTES + (int) ReplyBuffer.modifiedUtfLength(type.getName());
        this.pieces = pieces;
        this.typeNames = typeNames;
        this.parent = parent;
    }

    /** How this class is described; null if it is not serializable. */
    static @Nullable Description of(Class<?> type) {
        return DESCRIPTIONS.get(type).orElse(null);
    }

    Class<?> type() {
        return type;
    }

    /** How many descriptions it takes, with those of its superclasses. */
    int levels() {
        return parent == null ? 1 : 1 + parent.levels();
    }

    /** What an object of this class begins with. */
    int tag() {
        return type.isArray()
                ? ObjectStreamConstants.TC_ARRAY
                : Enum.class.isAssignableFrom(type) ? ObjectStreamConstants.TC_ENUM : ObjectStreamConstants.TC_OBJECT;
    }

    private static Optional<Description> describe(Class<?> type) {
        ObjectStreamClass described = ObjectStreamClass.lookup(type);
        if (described == null) {
            return Optional.empty();
        }
        Class<?> superclass = type.getSuperclass();
        Description parent = superclass == null ? null : of(superclass);
        return Optional.of(describe(type, described, Enum.class.isAssignableFrom(type), writesItself(type), parent));
    }

    /** Whether it writes more than its fields: the mark of the end follows then. */
    private static boolean writesItself(Class<?> type) {
        try {
            Method method = type.getDeclaredMethod("writeObject", ObjectOutputStream.class);
            return Modifier.isPrivate(method.getModifiers());
        } catch (NoSuchMethodException absent) {
            return false;
        }
    }

    private static Description describe(
            Class<?> itself,
            ObjectStreamClass type,
            boolean isEnum,
            boolean writesItself,
            @Nullable Description parent) {
        List<byte[]> pieces = new ArrayList<>();
        List<String> typeNames = new ArrayList<>();
        ReplyBuffer piece = new ReplyBuffer();
        piece.write(ObjectStreamConstants.TC_CLASSDESC);
        writeName(piece, type.getName());
        piece.writeLong(isEnum ? 0 : type.getSerialVersionUID());
        piece.write(
                Externalizable.class.isAssignableFrom(itself)
                        ? ObjectStreamConstants.SC_EXTERNALIZABLE // without blocks, as in the protocol's first version
                        : ObjectStreamConstants.SC_SERIALIZABLE
                                | (isEnum ? ObjectStreamConstants.SC_ENUM : 0)
                                | (writesItself ? ObjectStreamConstants.SC_WRITE_METHOD : 0));
        ObjectStreamField[] fields = isEnum ? new ObjectStreamField[0] : type.getFields();
        piece.writeShort(fields.length);
        for (ObjectStreamField field : fields) {
            piece.write(field.getTypeCode());
            writeName(piece, field.getName());
            String typeName = field.getTypeString();
            if (typeName != null) {
                pieces.add(taken(piece));
                typeNames.add(typeName);
            }
        }
        piece.write(ObjectStreamConstants.TC_NULL); // the annotation: no codebase
        piece.write(ObjectStreamConstants.TC_ENDBLOCKDATA);
        pieces.add(taken(piece));
        return new Description(itself, pieces.toArray(byte[][]::new), typeNames.toArray(String[]::new), parent);
    }

    private static void writeName(ReplyBuffer piece, String name) {
        piece.writeShort((int) ReplyBuffer.modifiedUtfLength(name));
        piece.writeModifiedUtf(name);
    }

    private static byte[] taken(ReplyBuffer piece) {
        byte[] bytes = java.util.Arrays.copyOf(piece.array(), piece.size());
        piece.reset();
        return bytes;
    }

    /** Writes it, or refers back to it. */
    void write(PlainWriter to) {
        if (to.referTo(this)) {
            return;
        }
        to.assign(this);
        for (int i = 0; i < typeNames.length; i++) {
            to.out().write(pieces[i]);
            to.text(typeNames[i]);
        }
        to.out().write(pieces[typeNames.length]);
        if (parent == null) {
            to.out().write(ObjectStreamConstants.TC_NULL);
        } else {
            parent.write(to);
        }
    }

    /**
     * Reads on behind its name.
     *
     * @throws UnusualException if it is not the same
     */
    void expectRest(PlainReader from) throws IOException {
        int last = pieces.length - 1;
        for (int i = 0; i <= last; i++) {
            int end = i == last ? pieces[i].length - ANNOTATION_AND_END : pieces[i].length;
            from.tape().expect(pieces[i], i == 0 ? nameEnd : 0, end);
            if (i < last) {
                from.expectTypeName(typeNames[i]);
            }
        }
        from.annotation();
        from.endOfClass();
        from.expectParent(parent);
    }
}
