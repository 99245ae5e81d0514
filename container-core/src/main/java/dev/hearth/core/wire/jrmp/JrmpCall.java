package dev.hearth.core.wire.jrmp;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.IncomingConnection;
import dev.hearth.core.call.Target;
import dev.hearth.core.wire.marshal.Marshaller;
import dev.hearth.core.wire.marshal.ReplyBuffer;
import dev.hearth.core.wire.marshal.Route;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.rmi.MarshalException;
import java.rmi.UnmarshalException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that came over a connection; made anew for each. */
final class JrmpCall implements IncomingCall {

    private static final Logger LOG = LoggerFactory.getLogger(JrmpCall.class);

    /** In whose hands the connection is while the call is in progress. */
    private enum Reader {
        /** Of the thread that entered the call, which may be in the object. */
        IN_CALL,
        /** Of the same, which has left the call. */
        BACK,
        /** Of another: the object kept the thread for longer than the call's answer waited. */
        REPLACED
    }

    private static final VarHandle READER;

    static {
        try {
            READER = MethodHandles.lookup().findVarHandle(JrmpCall.class, "reader", Reader.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final JrmpConnection connection;
    private final Marshaller marshaller;
    private final CallHeader header;
    private final Route route;
    private Route answering;
    private @Nullable HostedType type;
    private @Nullable HostedMethod method;
    private @Nullable ReplyBuffer reply;
    private boolean read;

    @SuppressWarnings("unused") // through READER
    private volatile Reader reader = Reader.IN_CALL;

    private boolean replaces;

    JrmpCall(JrmpConnection connection, Marshaller marshaller, CallHeader header) {
        this.connection = connection;
        this.marshaller = marshaller;
        this.header = header;
        this.route = connection.route(header.target().session());
        this.answering = route;
    }

    @Override
    public Peer peer() {
        return route.peer();
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public IncomingConnection connection() {
        return connection;
    }

    @Override
    public String presumed() {
        return connection.subject();
    }

    @Override
    public int session() {
        return header.target().session();
    }

    @Override
    public boolean secure() {
        return connection.secure();
    }

    @Override
    public boolean answersWithStubs() {
        return true;
    }

    @Override
    public void answerIn(int session) {
        answering = route.in(session);
    }

    @Override
    public Target target() {
        return header.target();
    }

    @Override
    public @Nullable HostedMethod select(HostedType of) {
        HostedMethod found = header.byHash() ? of.method(header.hash()) : null;
        if (found != null) {
            type = of;
            method = found;
        }
        return found;
    }

    @Override
    public String methodText() {
        return header.byHash() ? "" : header.methodText();
    }

    @Override
    public @Nullable Object[] readArguments(HostedMethod called, HostedType of)
            throws IOException, ClassNotFoundException {
        MessageInput input = connection.input();
        @Nullable Object[] arguments = marshaller.readArguments(input, header.blockBytes(), called, of, route);
        input.unfinished(false);
        if (input.buffered() > 0) {
            throw new UnmarshalException("bytes follow the arguments of " + called);
        }
        read = true;
        return arguments;
    }

    /** Whether the message was read to its end. For the thread that entered the call, when it is back. */
    boolean read() {
        return read;
    }

    /** The thread that entered the call is back; false if the connection is in other hands by now. */
    boolean back() {
        return READER.compareAndSet(this, Reader.IN_CALL, Reader.BACK);
    }

    /** The client may call again as soon as it has the reply, and must not wait for a thread that is in an object. */
    @Override
    public void overtaken() {
        replaces = READER.compareAndSet(this, Reader.IN_CALL, Reader.REPLACED);
    }

    @Override
    public void encode(Outcome outcome) throws MarshalException {
        ReplyBuffer buffer = reply;
        if (buffer == null) {
            buffer = connection.takeBuffer();
            reply = buffer;
        }
        buffer.reset();
        marshaller.writeReply(buffer, outcome, method, type, answering);
    }

    @Override
    public void send() {
        ReplyBuffer encoded = reply;
        if (encoded == null || encoded.size() == 0) {
            LOG.error("no reply to {} of {} was encoded; the connection is closed", header.methodText(), target());
            connection.close();
            return;
        }
        reply = null;
        try {
            if (replaces) {
                connection.replaceReader();
            }
            connection.reply(encoded, !read);
        } catch (IOException | RuntimeException | Error failed) {
            LOG.error("the reply to {} could not be sent; its connection is closed", connection, failed);
            connection.close();
        }
    }
}
