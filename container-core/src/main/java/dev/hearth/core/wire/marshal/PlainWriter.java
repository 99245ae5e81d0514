package dev.hearth.core.wire.marshal;

import java.io.ObjectStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * Writes a graph of plain objects as an object stream would, some three times as fast: a fresh {@link
 * java.io.ObjectOutputStream} looks up, describes and checks each class anew in every message.
 *
 * <p>Plain are objects that hold what their declared fields hold and decide nothing about how they are written, and the most
 * usual values and collections of the JDK: see {@link PlainForms}. At the first other one, a {@link java.rmi.Remote} above
 * all, it gives up, and an object stream writes the message from its beginning.
 *
 * <p>Used by one thread, for one message.
 */
final class PlainWriter {

    /** Deeper graphs are left to the object stream, whose way of failing users know. */
    private static final int DEEPEST = 100;

    private final ReplyBuffer out;
    private final long end;
    private final Handles handles = new Handles();
    private int depth;

    private PlainWriter(ReplyBuffer out, long mostBytes) {
        this.out = out;
        this.end = out.size() + mostBytes;
    }

    /**
     * Appends a value to the stream in this buffer, in which no object was written yet.
     *
     * @param mostBytes a longer one is left to the object stream, which says why it is refused
     * @return false, with nothing written, if an object stream has to write it
     */
    static boolean write(ReplyBuffer out, @Nullable Object value, long mostBytes) {
        int before = out.size();
        boolean written = false;
        try {
            PlainWriter writer = new PlainWriter(out, mostBytes);
            writer.value(value);
            written = out.size() <= writer.end;
        } catch (UnusualException unusual) {
            return false;
        } catch (RuntimeException | LinkageError changedOrUnreadable) {
            return false; // a collection that another thread changes, a class that lacks another; the object stream
            // will tell
        } finally {
            if (!written) {
                out.truncate(before);
            }
        }
        return written;
    }

    ReplyBuffer out() {
        return out;
    }

    /** Writes a value: null, a reference back, or the object itself. */
    void value(@Nullable Object value) {
        if (value == null) {
            out.write(ObjectStreamConstants.TC_NULL);
        } else if (value instanceof String text) {
            text(text);
        } else if (!referTo(value)) {
            object(value);
        }
    }

    private void object(Object object) {
        if (out.size() > end || ++depth > DEEPEST) {
            throw new UnusualException();
        }
        PlainForms.of(object.getClass()).write(object, this);
        depth--;
    }

    void text(String text) {
        if (referTo(text)) {
            return;
        }
        if (ReplyBuffer.modifiedUtfLength(text) > end - out.size()) {
            throw new UnusualException();
        }
        assign(text);
        SimpleForm.writeText(out, text);
    }

    /** The name of an enum's constant: a text of its own also where the same text was written before. */
    void constantName(String name) {
        assign(name);
        SimpleForm.writeText(out, name);
    }

    /** Refers back to what was written already; false if it was not. */
    boolean referTo(Object written) {
        int handle = handles.of(written);
        if (handle == Handles.NONE) {
            return false;
        }
        out.write(ObjectStreamConstants.TC_REFERENCE);
        out.writeInt(ObjectStreamConstants.baseWireHandle + handle);
        return true;
    }

    void assign(Object written) {
        handles.assign(written);
    }

    /** Begins an object: its class and its number. */
    void begin(Object object, Description description) {
        out.write(ObjectStreamConstants.TC_OBJECT);
        description.write(this);
        assign(object);
    }

    /** Begins an object that only its owner refers to, once. */
    void beginOwned(Description description) {
        out.write(ObjectStreamConstants.TC_OBJECT);
        description.write(this);
        handles.skip();
    }

    /**
     * Begins an array.
     *
     * @param array null for one that only its owner refers to, once
     */
    void beginArray(@Nullable Object array, Description description, int length, int elementBytes) {
        if ((long) length * elementBytes > end - out.size()) {
            throw new UnusualException();
        }
        out.write(ObjectStreamConstants.TC_ARRAY);
        description.write(this);
        if (array == null) {
            handles.skip();
        } else {
            assign(array);
        }
        out.writeInt(length);
    }

    /** Begins what a class writes beside its fields: a block of primitives. */
    void block(int length) {
        SimpleForm.writeBlockHeader(out, length);
    }

    /** Ends what a class writes itself. */
    void endOfClass() {
        out.write(ObjectStreamConstants.TC_ENDBLOCKDATA);
    }
}
