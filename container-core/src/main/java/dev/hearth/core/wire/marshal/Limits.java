package dev.hearth.core.wire.marshal;

import dev.hearth.core.config.HearthConfig;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;
import java.rmi.UnmarshalException;
import org.jspecify.annotations.Nullable;

/**
 * How large one message may be: the filter of one object stream, together with the JVM's own. The stream's classes were
 * decided by name before they were loaded; those that a value reads later from bytes that it holds are decided here.
 *
 * <p>Belongs to one message and its thread; when the message is over, to whoever got a value that keeps it. Remembers which
 * limit was passed, since an object stream says only that one was.
 */
final class Limits implements ObjectInputFilter {

    private static final @Nullable ObjectInputFilter OF_THE_JVM = ObjectInputFilter.Config.getSerialFilter();

    private final HearthConfig.Wire wire;
    private final ClassFilter filter;
    private @Nullable UnmarshalException passed;
    private volatile boolean over;

    Limits(HearthConfig.Wire wire, ClassFilter filter) {
        this.wire = wire;
        this.filter = filter;
    }

    /** The limit that was passed; null if none was. */
    @Nullable
    UnmarshalException passed() {
        return passed;
    }

    /** The message has been read: what comes from now on is read by its values. */
    void messageIsOver() {
        over = true;
    }

    long messageBytes() {
        return wire.messageBytes();
    }

    UnmarshalException tooLong() {
        return tooMuch("the number of bytes", "message-bytes", wire.messageBytes());
    }

    /** Refuses an array whose length is over the limit, or that can't fit into the message. */
    void checkArray(long length, int elementBytes) throws UnmarshalException {
        if (length > wire.arrayLength()) {
            throw tooMuch("an array of length " + length, "array-length", wire.arrayLength());
        }
        if (length * elementBytes > wire.messageBytes()) {
            throw tooLong();
        }
    }

    @Override
    public Status checkInput(FilterInfo info) {
        try {
            check(info);
        } catch (UnmarshalException limit) {
            passed = limit;
            return Status.REJECTED;
        }
        if (OF_THE_JVM != null && OF_THE_JVM.checkInput(info) == Status.REJECTED) {
            passed = filter.refuseForm("what jdk.serialFilter rejects ("
                    + (info.serialClass() == null
                            ? "a limit"
                            : info.serialClass().getName()) + ")");
            return Status.REJECTED;
        }
        return Status.UNDECIDED;
    }

    private void check(FilterInfo info) throws UnmarshalException {
        if (over && info.serialClass() != null && !filter.permits(info.serialClass())) {
            throw filter.refuseClass(info.serialClass());
        }
        if (info.depth() > wire.depth()) {
            throw tooMuch("the nesting of objects", "depth", wire.depth());
        }
        if (info.references() > wire.references()) {
            throw tooMuch("the number of objects", "references", wire.references());
        }
        if (info.arrayLength() >= 0) {
            checkArray(info.arrayLength(), elementBytes(info.serialClass()));
        }
    }

    /** How many bytes an element takes in the stream at least. */
    private static int elementBytes(@Nullable Class<?> array) {
        Class<?> component = array == null ? null : array.getComponentType();
        return component == null || !component.isPrimitive()
                ? 1
                : Kind.of(component).width();
    }

    private UnmarshalException tooMuch(String what, String setting, long limit) {
        return filter.scope().refusals().tooMuch(what, setting, limit, filter.where());
    }
}
