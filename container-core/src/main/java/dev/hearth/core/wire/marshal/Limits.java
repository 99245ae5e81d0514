package dev.hearth.core.wire.marshal;

import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;
import java.rmi.UnmarshalException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How large one message may be: the filter of one object stream, together with the JVM's own and the exporter's.
 *
 * <p>Belongs to one message and its thread. Remembers which limit was passed, since an object stream says only that one was.
 *
 * <p>A {@link java.rmi.MarshalledObject} keeps the filter of the stream that it came in, for what it holds itself. So this
 * outlives the message; then it also checks classes, and the limits hold for each nested stream.
 */
final class Limits implements ObjectInputFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);
    private static final @Nullable ObjectInputFilter OF_THE_JVM = ObjectInputFilter.Config.getSerialFilter();

    /** What arrays may take before their elements have come: 1 MiB, and 16 times what has come. */
    private static final long CLAIMED_AT_ONCE = 1 << 20;

    private static final int CLAIMED_PER_BYTE = 16;
    private static final int REFERENCE = 4;

    /** How often each object may be met in a walk through a value, on an average of the most that may come. */
    private static final long EXPANDED = 10;

    /** A shorter walk through a value takes no time to speak of. */
    private static final long SHORT_WALK = 1_000;

    private static final Map<Class<?>, Class<?>> STANDS_FOR = Map.of(
            RemoteObject.class, java.rmi.server.RemoteObject.class,
            RemoteObjectInvocationHandler.class, java.rmi.server.RemoteObjectInvocationHandler.class,
            CollSer.class, CollSer.JDK);

    private final HearthConfig.Wire wire;
    private final ClassFilter filter;
    private @Nullable MessageInput message;
    private @Nullable DecodingTime time;
    private @Nullable Expansion expansion;
    private @Nullable UnmarshalException passed;
    private boolean nesting;
    private volatile boolean read;
    private long claimed;
    private long held;

    Limits(HearthConfig.Wire wire, ClassFilter filter) {
        this.wire = wire;
        this.filter = filter;
    }

    /** Says where the object stream reads from. */
    void watch(MessageInput input) {
        message = input;
        start();
    }

    /** A message begins. */
    void start() {
        time = new DecodingTime(wire.decodingTime());
        expansion = new Expansion(EXPANDED * wire.references());
    }

    /** The limit that was passed; null if none was. */
    @Nullable
    UnmarshalException passed() {
        return passed;
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

    /**
     * A value came that holds another stream, which will be read under this filter: from now on classes are checked here
     * too, since nobody decides about those of that stream by name.
     */
    void nests() {
        nesting = true;
    }

    /** The message was read; what is read under this filter from now on is nested in its values, by whatever thread. */
    void messageRead() {
        held = message == null ? 0 : message.count();
        message = null; // the connection goes on to others
        time = null; // that of this thread
        expansion = null;
        read = true;
    }

    /**
     * Believes in an array's length only as far as the message's own length speaks for it, and waits for the rest: a few
     * bytes must not make the server allocate hundreds of megabytes. The tables of maps and sets, larger than what they
     * hold, count as arrays too; the factor leaves room for them.
     */
    private void claim(long length, int elementBytes) throws IOException {
        if (read) {
            claimNested(length * elementBytes);
            return;
        }
        claimed += length * elementBytes;
        MessageInput input = message;
        if (input != null && claimed > CLAIMED_AT_ONCE) {
            long needed = (claimed - CLAIMED_AT_ONCE) / CLAIMED_PER_BYTE;
            if (needed > wire.messageBytes()) {
                throw tooLong();
            }
            input.await(needed);
        }
    }

    /** What is nested lies in the message's bytes, all of which have come. */
    private void claimNested(long size) throws UnmarshalException {
        if (size > CLAIMED_AT_ONCE + CLAIMED_PER_BYTE * held) {
            throw tooLong();
        }
    }

    /** Refuses an object that holds others so often that a walk through it would not end. */
    void checkExpansion(Object complete) throws UnmarshalException {
        Expansion met = expansion;
        if (met != null && met.over(complete)) {
            throw remembered(tooMuch(
                    "the number of objects met in a walk through a "
                            + complete.getClass().getName(),
                    "references",
                    wire.references() + ", ten times over,"));
        }
        if (met != null && met.heaviest() > SHORT_WALK && time != null) {
            time.longest(met.heaviest());
        }
    }

    @Override
    public Status checkInput(FilterInfo info) {
        return read ? nested(info) : ofMessage(info);
    }

    private Status nested(FilterInfo info) {
        try {
            check(info);
            checkNested(info, false);
        } catch (IOException refused) {
            LOG.debug("refused in a nested stream", refused);
            return Status.REJECTED;
        }
        return OF_THE_JVM != null && OF_THE_JVM.checkInput(info) == Status.REJECTED ? Status.REJECTED : besides(info);
    }

    private void checkNested(FilterInfo info, boolean stubs) throws UnmarshalException {
        Class<?> type = info.serialClass();
        if (type != null && !filter.allowsNested(type, stubs)) {
            throw filter.refuseNested(type);
        }
    }

    private Status ofMessage(FilterInfo info) {
        try {
            check(info);
            if (nesting) {
                checkNested(info, true);
            }
        } catch (UnmarshalException limit) {
            passed = limit;
            return Status.REJECTED;
        } catch (IOException broken) {
            return Status.REJECTED; // the input remembers why
        }
        FilterInfo shown = shown(info);
        if (OF_THE_JVM != null && OF_THE_JVM.checkInput(shown) == Status.REJECTED) {
            passed = rejected(shown, "what jdk.serialFilter rejects");
            return Status.REJECTED;
        }
        if (besides(shown) == Status.REJECTED) {
            passed = rejected(shown, "what the exporter's filter rejects");
            return Status.REJECTED;
        }
        return Status.UNDECIDED; // classes were decided by name before they were loaded
    }

    private UnmarshalException rejected(FilterInfo info, String what) {
        Class<?> type = info.serialClass();
        return filter.refuseForm(what + " (" + (type == null ? "a limit" : type.getName()) + ")");
    }

    private Status besides(FilterInfo info) {
        ObjectInputFilter besides = filter.besides();
        return besides == null ? Status.UNDECIDED : besides.checkInput(info);
    }

    /** Filters that others have made see the JDK's classes, where ours stand in for them. */
    private static FilterInfo shown(FilterInfo info) {
        Class<?> type = info.serialClass();
        Class<?> standsFor = type == null ? null : STANDS_FOR.get(type);
        return standsFor == null ? info : new Shown(info, standsFor);
    }

    /** What is known of an object, of another class. */
    private record Shown(FilterInfo info, Class<?> serialClass) implements FilterInfo {

        @Override
        public long arrayLength() {
            return info.arrayLength();
        }

        @Override
        public long depth() {
            return info.depth();
        }

        @Override
        public long references() {
            return info.references();
        }

        @Override
        public long streamBytes() {
            return info.streamBytes();
        }
    }

    private void check(FilterInfo info) throws IOException {
        if (info.depth() > wire.depth()) {
            throw tooMuch("the nesting of objects", "depth", wire.depth());
        }
        if (info.references() > wire.references()) {
            throw tooMuch("the number of objects", "references", wire.references());
        }
        if (info.arrayLength() >= 0) {
            Class<?> array = info.serialClass();
            int width = width(array == null ? null : array.getComponentType());
            checkArray(info.arrayLength(), Math.max(1, width));
            claim(info.arrayLength(), width == 0 ? REFERENCE : width);
        }
        checkTime();
    }

    /** Refuses a message that the processor has been at for too long. */
    void checkTime() throws UnmarshalException {
        if (time != null && time.over()) {
            throw remembered(tooMuch(
                    "the work to read it", "decoding-time", wire.decodingTime().toMillis() + " ms"));
        }
    }

    /** A table whose elements have been given hashes that make it slow. */
    UnmarshalException tooCrowded() {
        return remembered(filter.refuseForm("a table whose elements' hashes lie side by side"));
    }

    private UnmarshalException remembered(UnmarshalException limit) {
        passed = limit;
        return limit;
    }

    /** An array for as many values as are announced. */
    @Nullable
    Object[] newArray(int length) throws IOException {
        if (length < 0) {
            throw new InvalidObjectException("an array of length " + length);
        }
        checkArray(length, 1);
        claim(length, REFERENCE);
        return new Object[length];
    }

    /** Whether others than these limits decide about what comes, too: the JVM's filter, or the exporter's. */
    static boolean filteredElsewhere(ClassFilter filter) {
        return OF_THE_JVM != null || filter.besides() != null || Factory.OTHER;
    }

    /**
     * Whether the JVM makes its streams' filters by another than its own factory. Asked late, when there has been a stream:
     * asking fixes the factory, and so does the first stream.
     */
    private static final class Factory {
        private static final String USUAL = "java.io.ObjectInputFilter$Config$BuiltinFilterFactory";
        static final boolean OTHER = !ObjectInputFilter.Config.getSerialFilterFactory()
                .getClass()
                .getName()
                .equals(USUAL);
    }

    int arrayLength() {
        return wire.arrayLength();
    }

    int depth() {
        return wire.depth();
    }

    long references() {
        return wire.references();
    }

    /** Counts what an object is to take before its parts have come; false if what has come does not speak for so much. */
    boolean mayClaim(long bytes, int came) {
        claimed += bytes;
        return claimed <= CLAIMED_AT_ONCE + (long) CLAIMED_PER_BYTE * came;
    }

    /** How many bytes an element of this primitive type takes, in the stream and in memory; 0 for a reference. */
    private static int width(@Nullable Class<?> component) {
        if (component == null || !component.isPrimitive()) {
            return 0;
        }
        if (component == long.class || component == double.class) {
            return Long.BYTES;
        }
        if (component == int.class || component == float.class) {
            return Integer.BYTES;
        }
        return component == char.class || component == short.class ? Short.BYTES : 1;
    }

    private UnmarshalException tooMuch(String what, String setting, Object limit) {
        return filter.scope().refusals().tooMuch(what, setting, limit, filter.where());
    }
}
