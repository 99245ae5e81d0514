package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectStreamConstants;
import java.rmi.UnmarshalException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments that are plain objects, as {@link PlainWriter} writes such results: a fresh {@link
 * java.io.ObjectInputStream} takes several times as long.
 *
 * <p>Goes on as long as each byte is the usual one: each class one that an object stream has read for this method before and
 * its filter has let in, described exactly as it is here. At the first other byte it stops, and {@link #tape} gives what an
 * object stream needs to read the message from its beginning. So this decides nothing about what may come: it lets in what
 * has been let in, and refuses only what is too much.
 *
 * <p>Never waits for a byte that a well-formed message need not have. Used by one thread, for one message.
 */
final class PlainReader {

    /** Deeper graphs are left to the object stream. */
    private static final int DEEPEST = 100;

    private static final int FIRST = 32;

    /** Stands for an object that is not made yet: what refers back to it is unusual. */
    private static final Object UNFINISHED = new Object();

    private final Tape tape;
    private final MethodPlan plan;
    private final ClassFilter filter;
    private final Limits limits;
    private final int deepest;

    private @Nullable Object[] handles = new Object[FIRST];
    private int handleCount;
    private int references;
    private int depth;
    private int block;

    /**
     * @param blockBytes what is left of the block that held the call's header
     */
    PlainReader(InputStream in, int blockBytes, MethodPlan plan, Limits limits) {
        this.tape = new Tape(in, limits.messageBytes());
        this.plan = plan;
        this.filter = plan.filter();
        this.limits = limits;
        this.deepest = Math.min(DEEPEST, limits.depth());
        this.block = blockBytes;
        ReplyBuffer beginning = StreamMarshaller.beginning(blockBytes);
        tape.add(beginning.array(), beginning.size());
        limits.start();
    }

    /**
     * The values; null if an object stream must read them, from {@link #tape} on.
     *
     * @throws UnmarshalException if it takes too long
     * @throws IOException if the connection fails
     */
    @Nullable
    Object @Nullable [] read() throws IOException {
        List<Kind> kinds = plan.parameters();
        @Nullable Object[] values = new Object[kinds.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                Kind kind = kinds.get(i);
                values[i] = kind.primitive() ? primitive(kind) : topValue();
            }
            return block == 0 ? values : null;
        } catch (RuntimeException
                | ReflectiveOperationException
                | LinkageError
                | StackOverflowError
                | InternalError failed) {
            return null; // something unusual, or a constructor or a hashCode that throws: the object stream will tell
        }
    }

    /** All that was taken from the connection, and what stands before it in a stream. */
    Tape tape() {
        return tape;
    }

    Limits limits() {
        return limits;
    }

    private Object primitive(Kind kind) throws IOException {
        if (block == 0) {
            block = block();
        }
        if (block < kind.width()) {
            throw new UnusualException(); // it goes on in the next block
        }
        block -= kind.width();
        return kind.value(bits(kind.width()));
    }

    private long bits(int width) throws IOException {
        long bits = 0;
        for (int i = width; i > 0; i--) {
            bits = bits << 8 | tape.next();
        }
        return bits;
    }

    private @Nullable Object topValue() throws IOException, ReflectiveOperationException {
        if (block != 0) {
            throw new UnusualException();
        }
        return value();
    }

    /** Reads a value: null, one that came before, or an object. */
    @Nullable
    Object value() throws IOException, ReflectiveOperationException {
        references++;
        int tag = tape.next();
        return switch (tag) {
            case ObjectStreamConstants.TC_NULL -> null;
            case ObjectStreamConstants.TC_REFERENCE -> referredObject();
            case ObjectStreamConstants.TC_STRING -> text();
            case ObjectStreamConstants.TC_OBJECT, ObjectStreamConstants.TC_ARRAY, ObjectStreamConstants.TC_ENUM ->
                object(tag);
            default -> throw new UnusualException();
        };
    }

    private Object object(int tag) throws IOException, ReflectiveOperationException {
        depth++;
        requireReferences();
        if (depth > deepest) {
            throw new UnusualException();
        }
        limits.checkTime();
        Description description = description();
        if (description.tag() != tag) {
            throw new UnusualException();
        }
        requireDepth(description.levels() - 1);
        Object object = PlainForms.of(description.type()).read(this);
        limits.checkExpansion(object);
        depth--;
        return object;
    }

    /** Begins an object of this class that only its owner refers to, and that nobody needs. */
    void expectOwned(Description expected) throws IOException {
        references++;
        expect(expected.tag());
        if (description() != expected) {
            throw new UnusualException();
        }
        reserve();
    }

    /** A class's description, which must be as it is here. */
    private Description description() throws IOException {
        int tag = tape.next();
        if (tag == ObjectStreamConstants.TC_REFERENCE) {
            if (referred() instanceof Description before) {
                return before;
            }
            throw new UnusualException();
        }
        if (tag != ObjectStreamConstants.TC_CLASSDESC) {
            throw new UnusualException();
        }
        references += 2; // its annotation, and itself
        Class<?> type = filter.readBefore(tape.nextText(tape.nextShort() & 0xffff));
        Description description = type == null ? null : Description.of(type);
        if (description == null) {
            throw new UnusualException();
        }
        assign(description);
        description.expectRest(this);
        requireReferences();
        return description;
    }

    /** Something lies so much deeper than the object that is being read. */
    void requireDepth(int below) {
        if (depth + below > limits.depth()) {
            throw new UnusualException();
        }
    }

    private void requireReferences() {
        if (references > limits.references()) {
            throw new UnusualException();
        }
    }

    /** The description of a superclass, or that there is none. */
    void expectParent(@Nullable Description parent) throws IOException {
        if (parent == null) {
            expect(ObjectStreamConstants.TC_NULL);
        } else if (description() != parent) {
            throw new UnusualException();
        }
    }

    void expect(int usual) throws IOException {
        if (tape.next() != usual) {
            throw new UnusualException();
        }
    }

    /** Where the peer would have us load the class from: nothing, or a text that is forgotten. */
    void annotation() throws IOException {
        int tag = tape.next();
        if (tag != ObjectStreamConstants.TC_NULL) {
            requireDepth(1);
            textOrReference(tag);
        }
    }

    /** The name of a field's type. */
    void expectTypeName(String name) throws IOException {
        if (!name.equals(textOrReference(tape.next()))) {
            throw new UnusualException();
        }
    }

    private String textOrReference(int tag) throws IOException {
        if (tag == ObjectStreamConstants.TC_STRING) {
            return text();
        }
        if (tag == ObjectStreamConstants.TC_REFERENCE && referred() instanceof String before) {
            return before;
        }
        throw new UnusualException();
    }

    /** The name of an enum's constant, which is an object of the stream by itself. */
    String constantName() throws IOException {
        expect(ObjectStreamConstants.TC_STRING);
        return text();
    }

    private String text() throws IOException {
        String text = tape.nextText(tape.nextShort() & 0xffff);
        assign(text);
        return text;
    }

    private Object referredObject() throws IOException {
        requireDepth(1);
        requireReferences();
        limits.checkTime(); // it may be the key of a table, whose hash takes long
        Object before = referred();
        if (before instanceof Description) {
            throw new UnusualException();
        }
        return before;
    }

    private Object referred() throws IOException {
        int handle = tape.nextInt() - ObjectStreamConstants.baseWireHandle;
        @Nullable Object before = handle < 0 || handle >= handleCount ? null : handles[handle];
        if (before == null || before == UNFINISHED) {
            throw new UnusualException();
        }
        return before;
    }

    /** Gives the next number to an object that others, or it itself, may refer to from now on. */
    void assign(Object object) {
        if (handleCount == handles.length) {
            handles = Arrays.copyOf(handles, 2 * handleCount);
        }
        handles[handleCount++] = object;
    }

    /** Uses up the next number for an object that is made when all of it has been read. */
    int reserve() {
        assign(UNFINISHED);
        return handleCount - 1;
    }

    /** Says which object it is, and returns it. */
    Object finish(int reserved, Object object) {
        handles[reserved] = object;
        return object;
    }

    /**
     * A length that was read: of an array or collection, of which each element takes a byte at least.
     *
     * @param room how many bytes the object takes for each
     * @throws UnusualException if more is claimed than what has come speaks for, or it is over the limit
     */
    int length(int claimed, int room) {
        if (claimed < 0
                || claimed > Tape.LONGEST - tape.size()
                || claimed > limits.arrayLength()
                || !limits.mayClaim((long) claimed * room, tape.size())) {
            throw new UnusualException();
        }
        return claimed;
    }

    /** A hash table for so many buckets, rounded up to a power of two, which counts as an array. */
    void table(int buckets) {
        if (Integer.highestOneBit(Math.max(1, buckets - 1)) * 2L > limits.arrayLength() && buckets > 1) {
            throw new UnusualException();
        }
    }

    /** What a class writes beside its fields: a block of this many primitive bytes, which follow. */
    void block(int length) throws IOException {
        if (block() != length) {
            throw new UnusualException();
        }
    }

    private int block() throws IOException {
        expect(ObjectStreamConstants.TC_BLOCKDATA);
        return tape.next();
    }

    /** The end of what a class writes itself. */
    void endOfClass() throws IOException {
        expect(ObjectStreamConstants.TC_ENDBLOCKDATA);
    }
}
