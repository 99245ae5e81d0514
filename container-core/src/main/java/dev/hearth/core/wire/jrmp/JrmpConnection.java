package dev.hearth.core.wire.jrmp;

import dev.hearth.api.Caller;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.IncomingConnection;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.jrmp.ConnectionState.Phase;
import dev.hearth.core.wire.marshal.ReplyBuffer;
import dev.hearth.core.wire.marshal.Route;
import dev.hearth.core.wire.transport.Tls;
import dev.hearth.core.wire.transport.Transport;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection: what state it is in, and how its replies leave.
 *
 * <p>Read by one thread at a time, {@link #input()} included; a reply may be written by any thread; closed by anybody.
 */
final class JrmpConnection implements IncomingConnection {

    /** What the channel's way of waiting adds to a connection. */
    interface Mode {

        /** The rest of a reply is to be written when the peer takes it: {@link JrmpConnection#writePending}. */
        void awaitWritable(JrmpConnection connection);

        /** The connection has lost its thread and is to be read again. */
        void resume(JrmpConnection connection);

        /** Runs what may block on the peer, on a thread that may wait. */
        void mayBlock(Runnable write);

        /** The connection is closed; the channel too. */
        void closed(JrmpConnection connection);
    }

    private record Pending(ByteBuffer bytes, long message, Ending ending) {}

    /** What comes after a reply. */
    enum Ending {
        /** The next message. */
        NONE,
        /** The end; the reader goes on, and discards. */
        LAST,
        /** The end, since part of the message is unread; the reader leaves the connection to whoever comes second. */
        UNREAD
    }

    private static final int SLICE = 64 * 1024;

    /** How many slices the selector's thread writes to one peer before it turns to the others. */
    private static final int SLICES_IN_TURN = 4;

    private static final VarHandle SPARE;
    private static final VarHandle PARTIES;
    private static final VarHandle READER;
    private static final VarHandle WELCOMED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SPARE = lookup.findVarHandle(JrmpConnection.class, "spare", ReplyBuffer.class);
            PARTIES = lookup.findVarHandle(JrmpConnection.class, "parties", int.class);
            READER = lookup.findVarHandle(JrmpConnection.class, "reader", Thread.class);
            WELCOMED = lookup.findVarHandle(JrmpConnection.class, "welcomed", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Transport transport;
    private final Connections connections;
    private final MessageInput input;
    private final ConnectionState state = new ConnectionState();
    private final ReadNotes notes = new ReadNotes();
    private Route route;
    private volatile Peer peer;
    private volatile String subject = Caller.ANONYMOUS;
    private volatile long welcomed;
    private volatile Mode mode;

    @SuppressWarnings("unused") // through SPARE
    private volatile @Nullable ReplyBuffer spare;

    private volatile @Nullable Pending pending;

    @SuppressWarnings("unused") // through PARTIES
    private volatile int parties;

    private final Watchdog.Seen seen = new Watchdog.Seen();
    private volatile @Nullable Thread reader;
    private volatile @Nullable Selector waiter;
    private volatile boolean single;

    JrmpConnection(Transport transport, Route route, HearthConfig.Wire wire, Connections connections, Mode mode) {
        this.transport = transport;
        this.connections = connections;
        this.peer = route.peer();
        this.route = route;
        this.input = new MessageInput(transport, wire.messageBytes(), connections.bytes());
        this.mode = mode;
    }

    Transport transport() {
        return transport;
    }

    SocketChannel channel() {
        return transport.channel();
    }

    MessageInput input() {
        return input;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    /** Whether its bytes are encrypted all the way. */
    boolean secure() {
        return transport.secure();
    }

    @Override
    public long welcomed() {
        return welcomed;
    }

    @Override
    public boolean welcome(long expected, long mark) {
        return WELCOMED.compareAndSet(this, expected, mark);
    }

    /** Whom the peer's certificate names; {@link Caller#ANONYMOUS} where there is none. */
    String subject() {
        return subject;
    }

    /** Notes who the peer has proved to be. For the reading thread, before the first message. */
    void identify() {
        transport.certificate().ifPresent(shown -> {
            peer = new Peer(peer.address(), peer.port(), Optional.of(shown));
            subject = Tls.subject(shown).orElse(Caller.ANONYMOUS);
            route = route.with(peer);
        });
    }

    ReadNotes notes() {
        return notes;
    }

    /** The route of the last message. For the reading thread. */
    Route route() {
        return route;
    }

    /** The route of a message to a stub of this session. For the reading thread. */
    Route route(int session) {
        route = route.in(session);
        return route;
    }

    /** For the thread that has the connection in its hands while it is idle. */
    void mode(Mode next) {
        mode = next;
    }

    /** Says which thread reads it now. */
    void reader(Thread thread) {
        reader = thread;
    }

    /** This thread reads it no more; another may do so already. */
    void readerLeaves(Thread thread) {
        READER.compareAndSet(this, thread, null);
    }

    /** Its reader is in an object and may never come back: another reads it from now on. For whoever answers the call. */
    void replaceReader() throws IOException {
        Selector watching = waiter;
        if (watching != null) {
            stopWatching(watching);
        }
        reader = null;
        mode.resume(this);
    }

    /** The reader's own selector may still know the channel; its thread is not in there. */
    private void stopWatching(Selector watching) throws IOException {
        SelectionKey key = channel().keyFor(watching);
        if (key != null) {
            key.cancel();
            watching.selectNow();
        }
    }

    /** What the watchdog saw of it last; for the watchdog only. */
    Watchdog.Seen seen() {
        return seen;
    }

    /** Says where its reader waits for bytes, so that closing can end the wait. */
    void waiter(Selector selector) {
        waiter = selector;
    }

    void wakeWaiter() {
        Selector selector = waiter;
        if (selector != null) {
            selector.wakeup();
        }
    }

    /** One message only, and then the end. */
    void single() {
        single = true;
    }

    // ---- state

    ConnectionState state() {
        return state;
    }

    Phase phase() {
        return state.phase();
    }

    boolean open() {
        return phase() != Phase.CLOSED;
    }

    /** The message in progress wants no reply. */
    void noReply() {
        if (state.noReply()) {
            closeIfDraining();
        }
    }

    // ---- replies

    /** An empty buffer for a reply. */
    ReplyBuffer takeBuffer() {
        ReplyBuffer kept = (ReplyBuffer) SPARE.getAndSet(this, null);
        return kept == null ? new ReplyBuffer() : kept;
    }

    /** Lets go the buffer that the connection keeps while calls keep coming. */
    void dropBuffer() {
        SPARE.setOpaque(this, null);
    }

    private void giveBack(ReplyBuffer buffer) {
        if (buffer.array().length <= SLICE) {
            buffer.reset();
            SPARE.setRelease(this, buffer);
        }
    }

    /**
     * Writes the reply of the message in progress, from any thread. Does nothing if the connection is closed.
     *
     * <p>A peer that does not take it holds the calling thread at most until the watchdog closes the connection; a long
     * reply holds only the connection's own.
     */
    void reply(ReplyBuffer reply, boolean unread) {
        long message = state.messageInProgress();
        if (message == ConnectionState.NO_MESSAGE) {
            return;
        }
        input.over();
        Ending ending = unread ? Ending.UNREAD : single ? Ending.LAST : Ending.NONE;
        ByteBuffer bytes = ByteBuffer.wrap(reply.array(), 0, reply.size());
        if (bytes.limit() > SLICE && channel().isBlocking() && Thread.currentThread() != reader) {
            mode.mayBlock(() -> write(bytes, message, ending));
        } else if (write(bytes, message, ending)) {
            giveBack(reply);
        }
    }

    /** Writes bytes that answer no message: those of the handshake. They are few, so a peer must take them at once. */
    void writeNow(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (transport.write(buffer) < bytes.length) {
            throw new IOException("the peer does not read");
        }
    }

    /** Goes on with a reply that the peer did not take as a whole. For the selector's thread, so only for a bounded while. */
    void writePending() {
        Pending rest = pending;
        if (rest != null) {
            pending = null;
            write(rest.bytes, rest.message, rest.ending, SLICES_IN_TURN);
        }
    }

    private boolean write(ByteBuffer bytes, long message, Ending ending) {
        return write(bytes, message, ending, Integer.MAX_VALUE);
    }

    /** Returns whether all is written. */
    private boolean write(ByteBuffer bytes, long message, Ending ending, int most) {
        boolean interrupted = Thread.interrupted(); // an interrupted thread would close the channel
        try {
            if (!writeSlices(bytes, message, ending, most)) {
                return false;
            }
            ended(message, ending);
            return true;
        } catch (IOException gone) {
            close();
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean writeSlices(ByteBuffer bytes, long message, Ending ending, int most) throws IOException {
        int end = bytes.limit();
        for (int slices = 1; bytes.hasRemaining(); slices++) {
            boolean tail = end - bytes.position() <= SLICE;
            if (!state.move(message, tail && ending == Ending.NONE ? Phase.REPLIED : Phase.WRITING)) {
                return false;
            }
            bytes.limit(Math.min(end, bytes.position() + SLICE));
            int written = transport.write(bytes);
            bytes.limit(end);
            if (bytes.hasRemaining() && (written == 0 || tail || slices == most)) {
                park(new Pending(bytes, message, ending));
                return false;
            }
        }
        return true;
    }

    private void park(Pending rest) {
        if (state.move(rest.message, Phase.WRITING)) {
            pending = rest;
            mode.awaitWritable(this);
        }
    }

    private void ended(long message, Ending ending) throws IOException {
        if (ending == Ending.NONE) {
            if (state.replied(message)) {
                closeIfDraining();
            }
        } else if (state.move(message, Phase.LINGERING)) {
            transport.shutdownOutput();
            if (ending == Ending.UNREAD && !firstOfTwo()) {
                mode.resume(this);
            }
        }
    }

    /**
     * The reader has left a message unread.
     *
     * @return true if the reply is not out yet: whoever writes it has the connection read again. Otherwise the reader
     *     goes on, to discard
     */
    boolean leaveUnread() {
        return firstOfTwo();
    }

    private boolean firstOfTwo() {
        return (int) PARTIES.getAndAdd(this, 1) == 0;
    }

    // ---- the end

    /**
     * Ends a handshake that failed when the peer has been told why. Closing at once would reset the connection, and the peer
     * might lose what it was told; so its input is discarded first. For the reading thread.
     */
    void refuse() {
        try {
            if (state.refused()) {
                transport.shutdownOutput();
            } else {
                close();
            }
        } catch (IOException gone) {
            close();
        }
    }

    private void closeIfDraining() {
        if (connections.draining()) {
            closeIfIdle();
        }
    }

    /** Closes it if no message is in progress; what arrives at the same moment is not run. */
    boolean closeIfIdle() {
        boolean idle = state.closeIfIdle();
        if (idle) {
            release();
        }
        return idle;
    }

    /** Closes it, whatever it does; what waits for its bytes fails. Does nothing the second time. */
    void close() {
        if (state.close()) {
            release();
        }
    }

    private void release() {
        try {
            transport.close();
        } catch (IOException alreadyBroken) {
            // the peer is gone, which is what was wanted
        } finally {
            pending = null;
            input.connectionClosed();
            mode.closed(this);
            connections.remove(this);
        }
    }

    @Override
    public String toString() {
        return peer.host() + ":" + peer.port();
    }
}
