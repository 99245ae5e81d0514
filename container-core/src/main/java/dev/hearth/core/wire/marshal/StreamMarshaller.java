package dev.hearth.core.wire.marshal;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.io.InputStream;
import java.rmi.MarshalException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments and writes replies: by hand where there are only primitives, texts and byte arrays, otherwise through the
 * streams of {@link Codec}.
 *
 * <p>Thread-safe.
 */
public final class StreamMarshaller implements Marshaller {

    private static final int RETURN = 0x51;
    private static final byte[] NO_UID = new byte[Codec.UID_LENGTH];

    private final Codec codec;
    private final OutgoingCalls outgoing;
    private final BindingReader bindings;

    /** With the usual bounds for what is bound in the registry. */
    public StreamMarshaller(Codec codec, OutgoingCalls outgoing) {
        this(codec, outgoing, HearthConfig.defaults().registry());
    }

    /**
     * @param outgoing makes the calls of foreign references in arguments
     * @param registry how much may be bound
     */
    public StreamMarshaller(Codec codec, OutgoingCalls outgoing, HearthConfig.Registry registry) {
        this.codec = codec;
        this.outgoing = outgoing;
        this.bindings = new BindingReader(codec, outgoing, registry.stubBytes());
    }

    @Override
    public @Nullable Object[] readArguments(
            InputStream in, int blockBytes, HostedMethod method, HostedType type, Route route)
            throws IOException, ClassNotFoundException {
        MethodPlan plan = codec.plan(method, type);
        if (plan.binding()) {
            return bindings.read(in, blockBytes, plan.filter(), route);
        }
        if (!plan.simple()) {
            return readGraphs(in, blockBytes, plan, method, route);
        }
        SimpleReader reader = new SimpleReader(in, blockBytes, plan.parameters(), codec.limits(plan.filter()));
        @Nullable Object[] arguments = reader.read();
        if (arguments != null) {
            return arguments;
        }
        ReplyBuffer replay = reader.replay();
        return readObjects(in, replay.array(), replay.size(), plan, method, route);
    }

    /** By hand, if they are plain; otherwise by an object stream. */
    private @Nullable Object[] readGraphs(
            InputStream in, int blockBytes, MethodPlan plan, HostedMethod method, Route route)
            throws IOException, ClassNotFoundException {
        if (!plan.filter().hasRead()
                || Limits.filteredElsewhere(plan.filter())
                || !plan.plainArguments().worthWhile()) {
            ReplyBuffer before = beginning(blockBytes);
            return readObjects(in, before.array(), before.size(), plan, method, route);
        }
        PlainReader reader = new PlainReader(in, blockBytes, plan, codec.limits(plan.filter()));
        @Nullable Object[] arguments = reader.read();
        plan.plainArguments().ended(arguments != null);
        if (arguments == null) {
            return readObjects(in, reader.tape().array(), reader.tape().size(), plan, method, route);
        }
        check(arguments, method);
        return arguments;
    }

    /**
     * What the registry keeps of an object that is not hosted: its stub. Claims the object at its server, if that can be
     * reached from here.
     *
     * @throws java.rmi.NoSuchObjectException if it has none
     */
    public Remote boundStub(Remote object) throws RemoteException {
        return bindings.keep(object);
    }

    private @Nullable Object[] readObjects(
            InputStream in, byte[] before, int beforeLength, MethodPlan plan, HostedMethod method, Route route)
            throws IOException, ClassNotFoundException {
        @Nullable
        Object[] arguments = codec.read(in, before, beforeLength, plan.filter(), route, outgoing, stream -> {
            @Nullable Object[] values = new Object[plan.parameters().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = plan.parameters().get(i).read(stream);
            }
            return values;
        });
        check(arguments, method);
        return arguments;
    }

    private static void check(@Nullable Object[] arguments, HostedMethod method) throws UnmarshalException {
        List<Class<?>> types = method.parameterTypes();
        for (int i = 0; i < arguments.length; i++) {
            Codec.check(arguments[i], types.get(i), "argument " + (i + 1) + " of " + method.name());
        }
    }

    /** A stream that begins with what is left of the block that held the call's header. */
    static ReplyBuffer beginning(int blockBytes) {
        ReplyBuffer before = new ReplyBuffer();
        before.writeInt(SimpleForm.STREAM_MAGIC_AND_VERSION);
        if (blockBytes > 0) {
            SimpleForm.writeBlockHeader(before, blockBytes);
        }
        return before;
    }

    @Override
    public void writeReply(
            ReplyBuffer out, Outcome outcome, @Nullable HostedMethod method, @Nullable HostedType type, Route route)
            throws MarshalException {
        if (outcome.error() != null) {
            writeError(out, outcome.error(), method, type, route);
            return;
        }
        MethodPlan plan = method == null || type == null ? null : codec.plan(method, type);
        Kind kind = plan == null ? Kind.OBJECT : plan.result();
        boolean written = kind == Kind.OBJECT
                ? plan != null && writePlain(out, plan, outcome.result())
                : writeSimple(out, kind, outcome.result());
        if (!written) {
            writeObject(out, outcome.result(), method, kind, route);
        }
    }

    /** Writes a graph of plain objects without an object stream; false, with nothing written, if it is none. */
    private boolean writePlain(ReplyBuffer out, MethodPlan plan, @Nullable Object result) {
        if (!plan.plainResults().worthWhile()) {
            return false;
        }
        int before = out.size();
        writeNormal(out, 0);
        boolean written = PlainWriter.write(out, result, codec.mostBytes());
        plan.plainResults().ended(written);
        if (!written) {
            out.truncate(before);
        }
        return written;
    }

    /**
     * What stands before a result.
     *
     * @param primitiveBytes the width of a primitive result, which follows in the same block
     */
    private static void writeNormal(ReplyBuffer out, int primitiveBytes) {
        out.write(RETURN);
        out.writeInt(SimpleForm.STREAM_MAGIC_AND_VERSION);
        SimpleForm.writeBlockHeader(out, 1 + Codec.UID_LENGTH + primitiveBytes);
        out.write(Codec.NORMAL);
        out.write(NO_UID);
    }

    /** Writes the usual results without an object stream; false, with nothing written, if this is not one. */
    private boolean writeSimple(ReplyBuffer out, Kind kind, @Nullable Object result) {
        int before = out.size();
        writeNormal(out, kind.primitive() ? kind.width() : 0);
        if (kind == Kind.VOID) {
            return true;
        }
        if (kind == Kind.TEXT && result instanceof String text && codec.surelyFits(text.length())) {
            SimpleForm.writeText(out, text);
            return true;
        }
        if (kind == Kind.BYTES && result instanceof byte[] bytes && codec.surelyFits(bytes.length)) {
            SimpleForm.writeBytes(out, bytes);
            return true;
        }
        if (kind.primitive() && kind.fits(result)) {
            SimpleForm.writeBits(out, kind, result);
            return true;
        }
        out.truncate(before);
        return false;
    }

    private void writeObject(
            ReplyBuffer out, @Nullable Object result, @Nullable HostedMethod method, Kind kind, Route route)
            throws MarshalException {
        if (result instanceof BoundStub stub) {
            writeNormal(out, 0);
            out.write(stub.bytes());
            return;
        }
        String what = "the result" + (method == null ? "" : " of " + OutgoingMethod.describe(method.method()));
        codec.write(out, what, result, null, route, RETURN, stream -> {
            stream.writeByte(Codec.NORMAL);
            stream.write(NO_UID);
            kind.write(stream, result);
        });
    }

    private void writeError(
            ReplyBuffer out, Throwable error, @Nullable HostedMethod method, @Nullable HostedType type, Route route)
            throws MarshalException {
        String what = "the exception " + error.getClass().getName();
        codec.write(out, what, error, codec.travelling(method, type), route, RETURN, stream -> {
            stream.writeByte(Codec.EXCEPTIONAL);
            stream.write(NO_UID);
            stream.writeObject(error);
        });
    }
}
