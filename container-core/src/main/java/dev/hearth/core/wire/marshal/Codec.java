package dev.hearth.core.wire.marshal;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.rmi.MarshalException;
import java.rmi.UnmarshalException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The object streams of messages: what {@link StreamMarshaller} and the client of outgoing calls share.
 *
 * <p>Thread-safe.
 */
public final class Codec {

    static final long NOT_OURS = -1;

    private static final int CALL = 0x50;
    private static final int RETURN = 0x51;
    static final int NORMAL = 1;
    static final int EXCEPTIONAL = 2;
    static final int UID_LENGTH = 14;
    private static final byte[] NOTHING = {};

    private final HearthConfig.Wire wire;
    private final ObjectReferences references;
    private final ObjectIds ids;
    private final IntPredicate ownPort;
    private final NamePatterns allowed;
    private final Refusals refusals = new Refusals(System::nanoTime);

    /**
     * @param ownPort whether our stubs have carried this port: one of a listener's, or the advertised one
     * @throws IllegalArgumentException if a pattern of allowed classes makes no sense
     */
    public Codec(HearthConfig.Wire wire, ObjectReferences references, ObjectIds ids, IntPredicate ownPort) {
        this.wire = wire;
        this.references = references;
        this.ids = ids;
        this.ownPort = ownPort;
        this.allowed = NamePatterns.of(wire.allowClasses());
    }

    /** How methods of an interface of the JDK's are called by number, as in JDK 1.1. */
    public OutgoingMethod numbered(Method method, int operation, long interfaceHash) {
        Scope scope = new Scope(ClassLoader.getPlatformClassLoader(), name -> false, allowed, refusals);
        return OutgoingMethod.numbered(method, operation, interfaceHash, scope);
    }

    /** Which exceptions may leave a call. */
    TravellingErrors travelling(@Nullable HostedMethod method, @Nullable HostedType type) {
        return new TravellingErrors(method, type, allowed);
    }

    /** Where classes of this deployment are read. */
    Scope scope(Deployment deployment) {
        return new Scope(deployment.loader(), deployment::owns, allowed, refusals);
    }

    /**
     * Appends a whole call message.
     *
     * @param arguments as many as the method has
     * @throws MarshalException if an argument can't be serialised; names the class; the buffer is as before
     */
    public void writeCall(
            ReplyBuffer out, WireId callee, OutgoingMethod method, @Nullable Object[] arguments, Route route)
            throws MarshalException {
        write(out, "the arguments of " + method, arguments, null, route, CALL, stream -> {
            callee.writeTo(stream);
            stream.writeInt(method.operation());
            stream.writeLong(method.hash());
            for (int i = 0; i < arguments.length; i++) {
                method.parameters().get(i).write(stream, arguments[i]);
            }
        });
    }

    /**
     * Reads a reply message, exactly up to its last byte.
     *
     * @throws UnmarshalException if the callee's bytes are at fault
     * @throws IOException what {@code in} throws, as it is
     */
    public Outcome readReply(InputStream in, OutgoingMethod method, Route route, OutgoingCalls outgoing)
            throws IOException, ClassNotFoundException {
        int operation = in.read();
        if (operation < 0) {
            throw new java.io.EOFException("the peer closed the connection instead of answering");
        }
        if (operation != RETURN) {
            throw new UnmarshalException("Transport return code invalid: " + operation);
        }
        boolean[] normal = new boolean[1];
        @Nullable
        Object[] read = read(in, NOTHING, 0, method.filter(), route, outgoing, stream -> {
            normal[0] = readKind(stream);
            stream.readFully(new byte[UID_LENGTH]);
            return new Object[] {normal[0] ? method.result().read(stream) : stream.readObject()};
        });
        Object value = read[0];
        if (!normal[0]) {
            return value instanceof Throwable thrown
                    ? Outcome.exception(thrown)
                    : Outcome.exception(new UnmarshalException("the callee threw what is no exception"));
        }
        check(value, method.method().getReturnType(), "the result of " + method);
        return Outcome.result(value);
    }

    private static boolean readKind(WireInput stream) throws IOException {
        int kind = stream.readByte();
        if (kind != NORMAL && kind != EXCEPTIONAL) {
            throw new UnmarshalException("Return code invalid: " + kind);
        }
        return kind == NORMAL;
    }

    MethodPlan plan(HostedMethod method, HostedType type) {
        return method.companion(m -> new MethodPlan(m, type, allowed, refusals));
    }

    Limits limits(ClassFilter filter) {
        return new Limits(wire, filter);
    }

    /** How many bytes a message may have. */
    long mostBytes() {
        return wire.messageBytes();
    }

    /** How deep a value may be nested. */
    int depth() {
        return wire.depth();
    }

    /** Whether a text or array of this length is within the limit of a message, however it is encoded. */
    boolean surelyFits(int length) {
        return length < wire.messageBytes() / 4;
    }

    ObjectReferences references() {
        return references;
    }

    /** The number of our object that a stub points at; {@link #NOT_OURS} if it points at another's. */
    long ownNumber(StubAddress stub, Route route) {
        Optional<Target.ById> target = ids.decode(stub.id().bytes(), 0);
        boolean ours = target.isPresent()
                && (target.get().session() != 0 || pointsHere(stub, route)); // a session's must not go on to others
        return ours ? target.get().number() : NOT_OURS;
    }

    private boolean pointsHere(StubAddress stub, Route route) {
        return (stub.port() == route.port() || ownPort.test(stub.port()))
                && (stub.host().equalsIgnoreCase(route.host()) || LocalAddresses.contain(stub.host()));
    }

    /** Checks a value against the type that it must have; primitives are right by how they were read. */
    static void check(@Nullable Object value, Class<?> type, String what) throws UnmarshalException {
        if (value != null && !type.isPrimitive() && !type.isInstance(value)) {
            throw new UnmarshalException(
                    what + ": a " + value.getClass().getName() + " came where a " + type.getName() + " belongs");
        }
    }

    /** What is read from a stream. */
    interface Reading {
        @Nullable
        Object[] from(WireInput stream) throws IOException, ClassNotFoundException;
    }

    /** What is written to a stream. */
    interface Writing {
        void to(WireOutput stream) throws IOException;
    }

    /**
     * Reads one message's values.
     *
     * @param before what stands before {@code in}, up to its length
     */
    @Nullable
    Object[] read(
            InputStream in,
            byte[] before,
            int beforeLength,
            ClassFilter filter,
            Route route,
            OutgoingCalls outgoing,
            Reading reading)
            throws IOException, ClassNotFoundException {
        MessageInput message = new MessageInput(before, beforeLength, in, wire.messageBytes());
        Limits limits = limits(filter);
        limits.watch(message);
        Adoption adoption = new Adoption(this, route, outgoing, filter);
        WireInput stream = null;
        try {
            stream = new WireInput(message, filter, limits, adoption);
            @Nullable Object[] values = reading.from(stream);
            if (stream.refusal() != null) {
                throw stream.refusal();
            }
            if (limits.passed() != null) {
                throw limits.passed();
            }
            limits.messageRead();
            filter.wasRead(stream.fresh());
            if (!adoption.foreign().isEmpty()) {
                outgoing.arrived(List.copyOf(adoption.foreign()), route.peer());
            }
            return values;
        } catch (IOException | RuntimeException | StackOverflowError | InternalError | LinkageError failed) {
            throw whoseFault(failed, message, limits, stream, filter);
        }
    }

    private static IOException whoseFault(
            Throwable failed, MessageInput message, Limits limits, @Nullable WireInput stream, ClassFilter filter) {
        if (message.broken() != null) {
            return message.broken();
        }
        UnmarshalException refusal = stream == null ? null : stream.refusal();
        if (refusal != null) {
            return refusal;
        }
        UnmarshalException limit = limits.passed();
        if (limit != null) {
            return limit;
        }
        if (message.tooLong()) {
            return limits.tooLong();
        }
        if (failed instanceof UnmarshalException already) {
            return already;
        }
        UnmarshalException unreadable = new UnmarshalException("error unmarshalling " + filter.where());
        unreadable.detail = failed;
        return unreadable;
    }

    /**
     * Appends one message.
     *
     * @param what what messages about failures call it
     * @param root what is looked through for the culprit if it can't be serialised
     */
    void write(
            ReplyBuffer out,
            String what,
            @Nullable Object root,
            @Nullable TravellingErrors errors,
            Route route,
            int operation,
            Writing writing)
            throws MarshalException {
        int before = out.size();
        boolean written = false;
        try {
            out.write(operation);
            WireOutput stream = new WireOutput(
                    new Bounded(out, wire.messageBytes()), references, new Stubs(ids, route), route, errors);
            writing.to(stream);
            stream.flush();
            written = true;
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError failed) {
            throw MarshalFailures.of(what, root, failed);
        } finally {
            if (!written) {
                out.truncate(before);
            }
        }
    }

    /** Keeps a message within what the other side may send us too. */
    private static final class Bounded extends OutputStream {

        private final ReplyBuffer out;
        private final long limit;
        private long left;

        Bounded(ReplyBuffer out, long limit) {
            this.out = out;
            this.limit = limit;
            this.left = limit;
        }

        @Override
        public void write(int value) throws IOException {
            take(1);
            out.write(value);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            take(length);
            out.write(source, offset, length);
        }

        private void take(int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("it is longer than wire.message-bytes allows: " + limit);
            }
        }
    }
}
