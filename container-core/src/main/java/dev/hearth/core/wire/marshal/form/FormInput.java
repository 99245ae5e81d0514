package dev.hearth.core.wire.marshal.form;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectStreamConstants;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads values by the grammar of object streams, version 1, exactly up to their last byte.
 *
 * <p>An object whose class writes itself ({@link java.io.Externalizable}) has no form in that version: nobody but the class
 * knows where it ends. A class with a {@code writeObject} of its own and fields of primitive types is taken to write its
 * fields first, as the specification demands: the grammar does not tell where else they would be.
 *
 * <p>Used by one thread. Memory is bounded by the bytes that {@code in} lets through.
 */
public final class FormInput {

    private static final int MOST_INTERFACES = 100;
    private static final int MOST_SUPERCLASSES = 100;

    private final DataInputStream in;
    private final Predicate<String> admitted;
    private final int deepest;
    private final List<Form> appeared = new ArrayList<>();
    private int depth;
    private int superclasses;

    /**
     * @param admitted whether a class of this name, which is no array's, may be described
     * @param deepest how deep values may be nested
     */
    public FormInput(InputStream in, Predicate<String> admitted, int deepest) {
        this.in = new DataInputStream(in);
        this.admitted = admitted;
        this.deepest = deepest;
    }

    /**
     * Reads a text.
     *
     * @return null if it is null
     * @throws FormException if it is no text, or longer than 65,535 bytes
     */
    public @Nullable String text() throws IOException {
        Form read = value();
        if (read == Form.NULL) {
            return null;
        }
        if (read instanceof Form.Text text) {
            return Texts.decoded(text);
        }
        throw new FormException("what is no text, where a text belongs,");
    }

    /**
     * Reads a stub.
     *
     * @return null if it is null
     * @throws FormException if it is no stub
     */
    public @Nullable StubForm stub() throws IOException {
        Form read = value();
        return read == Form.NULL ? null : StubForm.of(read);
    }

    private Form value() throws IOException {
        return value(in.readUnsignedByte());
    }

    private Form value(int tag) throws IOException {
        if (++depth > deepest) {
            throw new FormException("a value that is nested deeper than " + deepest);
        }
        Form read = switch (tag) {
            case ObjectStreamConstants.TC_NULL -> Form.NULL;
            case ObjectStreamConstants.TC_REFERENCE -> reference();
            case ObjectStreamConstants.TC_STRING -> appeared(new Form.Text(bytes(in.readUnsignedShort())));
            case ObjectStreamConstants.TC_LONGSTRING -> appeared(new Form.Text(bytes(in.readLong())));
            case ObjectStreamConstants.TC_OBJECT -> instance();
            case ObjectStreamConstants.TC_ARRAY -> sequence();
            case ObjectStreamConstants.TC_ENUM -> constant();
            case ObjectStreamConstants.TC_CLASS, ObjectStreamConstants.TC_CLASSDESC ->
                throw new FormException("a class as a value");
            default -> throw new FormException("0x" + Integer.toHexString(tag) + " where a value belongs");
        };
        depth--;
        return read;
    }

    private <T extends Form> T appeared(T form) {
        appeared.add(form);
        return form;
    }

    private Form reference() throws IOException {
        int index = in.readInt() - ObjectStreamConstants.baseWireHandle;
        if (index < 0 || index >= appeared.size()) {
            throw new FormException("a reference to nothing");
        }
        return appeared.get(index);
    }

    private byte[] bytes(long length) throws IOException {
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new FormException("a length of " + length);
        }
        byte[] read = in.readNBytes((int) length);
        if (read.length < length) {
            throw new FormException("a value that is cut off");
        }
        return read;
    }

    // objects

    private Instance instance() throws IOException {
        Instance instance = appeared(new Instance(type()));
        if (instance.type().has(ObjectStreamConstants.SC_EXTERNALIZABLE)) {
            throw new FormException("an Externalizable object, of "
                    + instance.type().name() + ", which only its own class can read (let it be Serializable instead),");
        }
        for (ClassForm each : instance.type().lineage()) {
            instance.add(part(each));
        }
        return instance;
    }

    private Instance.Part part(ClassForm of) throws IOException {
        int width = 0;
        for (ClassForm.Field field : of.fields()) {
            width += field.width();
        }
        boolean writes = of.has(ObjectStreamConstants.SC_WRITE_METHOD);
        if (writes && width == 0) {
            return new Instance.Part(
                    of, bytes(0), List.of(), annotation()); // its fields, if it wrote them, are among it
        }
        byte[] primitives = bytes(width);
        List<Form> values = new ArrayList<>();
        for (ClassForm.Field field : of.fields()) {
            if (!field.primitive()) {
                values.add(value());
            }
        }
        return new Instance.Part(of, primitives, values, writes ? annotation() : List.of());
    }

    private List<Form> annotation() throws IOException {
        List<Form> annotation = new ArrayList<>();
        while (true) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case ObjectStreamConstants.TC_ENDBLOCKDATA -> {
                    return annotation;
                }
                case ObjectStreamConstants.TC_BLOCKDATA -> annotation.add(new Form.Block(bytes(in.readUnsignedByte())));
                case ObjectStreamConstants.TC_BLOCKDATALONG -> annotation.add(new Form.Block(bytes(in.readInt())));
                default -> annotation.add(value(tag));
            }
        }
    }

    private Form.Sequence sequence() throws IOException {
        ClassForm type = type();
        if (type.name().length() < 2 || type.name().charAt(0) != '[') {
            throw new FormException("an array of class " + type.name());
        }
        int length = in.readInt();
        Form.Sequence sequence = appeared(new Form.Sequence(type, length));
        int width = ClassForm.Field.width(type.name().charAt(1));
        if (length < 0) {
            throw new FormException("an array of length " + length);
        }
        if (width > 0) {
            sequence.primitives(bytes((long) width * length));
            return sequence;
        }
        List<Form> elements = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            elements.add(value());
        }
        sequence.elements(elements);
        return sequence;
    }

    private Form constant() throws IOException {
        ClassForm type = type();
        int place = appeared.size();
        appeared.add(Form.NULL);
        Form name = value();
        if (!(name instanceof Form.Text)) {
            throw new FormException("an enum's constant without a name");
        }
        Form.Constant constant = new Form.Constant(type, name);
        appeared.set(place, constant);
        return constant;
    }

    // classes

    private ClassForm type() throws IOException {
        ClassForm type = describedClass();
        if (type == null) {
            throw new FormException("an object of no class");
        }
        return type;
    }

    private @Nullable ClassForm describedClass() throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case ObjectStreamConstants.TC_NULL -> null;
            case ObjectStreamConstants.TC_REFERENCE -> {
                if (reference() instanceof ClassForm known && known.complete()) {
                    yield known;
                }
                throw new FormException("a reference to what is no class");
            }
            case ObjectStreamConstants.TC_CLASSDESC -> completed(describe());
            case ObjectStreamConstants.TC_PROXYCLASSDESC -> completed(describeProxy());
            default -> throw new FormException("0x" + Integer.toHexString(tag) + " where a class belongs");
        };
    }

    private ClassForm describe() throws IOException {
        String name = in.readUTF();
        ClassForm described = appeared(ClassForm.named(name, in.readLong()));
        if (!mayBeNamed(name)) {
            throw new FormException("an object of class " + name);
        }
        int flags = in.readUnsignedByte();
        int count = in.readUnsignedShort();
        List<ClassForm.Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(field(fields));
        }
        described.described(flags, fields);
        return described;
    }

    private ClassForm.Field field(List<ClassForm.Field> before) throws IOException {
        char letter = (char) in.readUnsignedByte();
        String name = in.readUTF();
        if (letter == 'L' || letter == '[') {
            Form type = value();
            if (type instanceof Form.Text) {
                return new ClassForm.Field(letter, name, type);
            }
        } else if (ClassForm.Field.width(letter) > 0) {
            if (before.isEmpty() || before.get(before.size() - 1).primitive()) {
                return new ClassForm.Field(letter, name, Form.NULL);
            }
        }
        throw new FormException("a class whose fields make no sense");
    }

    private ClassForm describeProxy() throws IOException {
        int place = appeared.size();
        appeared.add(Form.NULL);
        int count = in.readInt();
        if (count < 0 || count > MOST_INTERFACES) {
            throw new FormException("a proxy of " + count + " interfaces");
        }
        List<String> interfaces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            interfaces.add(in.readUTF());
        }
        ClassForm proxy = ClassForm.proxy(interfaces);
        appeared.set(place, proxy);
        return proxy;
    }

    private ClassForm completed(ClassForm described) throws IOException {
        skipAnnotation();
        if (++superclasses > MOST_SUPERCLASSES) {
            throw new FormException("a class of more than " + MOST_SUPERCLASSES + " superclasses");
        }
        described.below(describedClass());
        superclasses--;
        return described;
    }

    /** Where the sender would have the class loaded from: null or texts, and forgotten. */
    private void skipAnnotation() throws IOException {
        for (Form each : annotation()) {
            if (each != Form.NULL && !(each instanceof Form.Text)) {
                throw new FormException("a class annotation that is no text");
            }
        }
    }

    /** Decides about the innermost component's class: {@code a.B} of {@code [[La.B;}. */
    private boolean mayBeNamed(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = name.substring(dimensions);
        if (dimensions == 0) {
            return !element.isEmpty() && admitted.test(element);
        }
        if (element.length() > 2 && element.startsWith("L") && element.endsWith(";")) {
            return admitted.test(element.substring(1, element.length() - 1));
        }
        return element.length() == 1 && ClassForm.Field.width(element.charAt(0)) > 0;
    }
}
