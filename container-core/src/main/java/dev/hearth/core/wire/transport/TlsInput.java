package dev.hearth.core.wire.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * The records that come in on a connection, and the handshake, which goes on whenever somebody reads. What takes long in a
 * handshake (signatures, looking at certificates) runs on the reading thread.
 *
 * <p>Read by one thread at a time. {@link #unfinished()} and {@link #handshaking()} are for any.
 */
final class TlsInput {

    private static final int HANDSHAKE_RECORD = 0x16;
    private static final int END = -1;

    /** How many records in a row may bring no contents: more than any handshake has, and far from a flood. */
    private static final int MOST_EMPTY = 64;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final TlsOutput output;
    private final TlsBuffers buffers;
    private final ReentrantLock lock = new ReentrantLock();
    private ByteBuffer coming = TlsBuffers.NONE; // guarded by lock; between position and limit lies what has come
    private ByteBuffer open = TlsBuffers.NONE; // guarded by lock; decrypted and not taken yet
    private boolean begun; // guarded by lock
    private int empty; // guarded by lock
    private int interest = SelectionKey.OP_READ; // guarded by lock
    private boolean renegotiates; // guarded by lock
    private volatile boolean handshaking = true;
    private volatile boolean unfinished;
    private volatile boolean broken;

    TlsInput(SocketChannel channel, SSLEngine engine, TlsOutput output, TlsBuffers buffers) {
        this.channel = channel;
        this.engine = engine;
        this.output = output;
        this.buffers = buffers;
    }

    boolean handshaking() {
        return handshaking;
    }

    boolean unfinished() {
        return unfinished;
    }

    int interest() {
        lock.lock();
        try {
            return interest;
        } finally {
            lock.unlock();
        }
    }

    boolean buffered() {
        lock.lock();
        try {
            return open.hasRemaining() || coming.hasRemaining();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads once. When a handshake has failed, what comes is given as it is, for those who want to see the peer's end.
     *
     * @return how many bytes came; 0 if none are there or the channel must take something first, -1 at the end
     */
    int read(ByteBuffer target) throws IOException {
        lock.lock();
        try {
            return broken ? channel.read(target) : contents(target);
        } catch (SSLException refused) {
            fail(refused);
            throw refused;
        } finally {
            tidy();
            lock.unlock();
        }
    }

    /** Says the end if the handshake is over, and nobody reads or writes at the moment. */
    boolean endWithoutWaiting() throws IOException {
        if (handshaking || broken || !lock.tryLock()) {
            return false;
        }
        try {
            return output.endWithoutWaiting();
        } finally {
            lock.unlock();
        }
    }

    /** Tells the peer why, where it is one that understands. */
    private void fail(SSLException refused) {
        broken = handshaking;
        try {
            output.offer();
        } catch (IOException unheard) {
            refused.addSuppressed(unheard);
        }
    }

    private int contents(ByteBuffer target) throws IOException {
        interest = SelectionKey.OP_READ;
        int count = take(target);
        while (count == 0) {
            count = records(target);
            if (count == 0) {
                int came = interest == SelectionKey.OP_WRITE ? 0 : receive();
                if (came <= 0) {
                    shrink();
                    return came;
                }
            }
        }
        return count;
    }

    private int take(ByteBuffer target) {
        int count = Math.min(open.remaining(), target.remaining());
        int end = open.limit();
        target.put(open.limit(open.position() + count));
        open.limit(end);
        return count;
    }

    /** Opens records that are here, until one brings contents; 0 if none is here as a whole. */
    private int records(ByteBuffer target) throws IOException {
        while (begun && dutiesDone()) {
            SSLEngineResult result = engine.unwrap(coming, target);
            boolean direct = result.getStatus() != Status.BUFFER_OVERFLOW;
            if (!direct) {
                result = open();
            }
            if (result.getStatus() == Status.CLOSED) {
                return END;
            }
            if (result.bytesProduced() > 0) {
                empty = 0;
                return direct ? result.bytesProduced() : take(target);
            }
            if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                return 0;
            }
            if (++empty > MOST_EMPTY) {
                throw new SSLException("it sent " + MOST_EMPTY + " records without contents");
            }
        }
        return 0;
    }

    /** Opens a record that is longer than the room that the reader has. */
    private SSLEngineResult open() throws SSLException {
        ByteBuffer room = buffers.take();
        SSLEngineResult result = engine.unwrap(coming, room);
        open = room.flip();
        return result;
    }

    /** Does what the engine asks for; false if the channel must take something before it makes sense to read on. */
    private boolean dutiesDone() throws IOException {
        while (handshaking) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (!output.flushed() || (status == HandshakeStatus.NEED_WRAP && !output.handshake())) {
                interest = SelectionKey.OP_WRITE;
                return false;
            }
            switch (status) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> {} // said; there may be more
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    return true;
                }
                case FINISHED, NOT_HANDSHAKING -> established();
            }
        }
        afterHandshake(engine.getHandshakeStatus());
        return true;
    }

    private void established() {
        renegotiates = !engine.getSession().getProtocol().equals("TLSv1.3");
        handshaking = false;
    }

    /** From TLS 1.3 on a peer may want new keys and gets a ticket for its next connection; before, it wants to renegotiate. */
    private void afterHandshake(HandshakeStatus status) throws IOException {
        if (status == HandshakeStatus.NOT_HANDSHAKING || engine.isInboundDone() || output.closing()) {
            return;
        }
        if (renegotiates) {
            throw new SSLException("renegotiation is refused");
        }
        if (status == HandshakeStatus.NEED_TASK) {
            runTasks();
        } else if (status == HandshakeStatus.NEED_WRAP) {
            output.offer();
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private int receive() throws IOException {
        unfinished(coming.hasRemaining());
        if (coming.capacity() < buffers.size()) {
            coming = buffers.take().put(coming).flip();
        }
        coming.compact();
        int count;
        try {
            count = channel.read(coming);
        } finally {
            coming.flip();
        }
        if (count > 0 && !begun) {
            begin();
        }
        return count;
    }

    /** The first byte tells who does not speak TLS; waiting for a whole record would keep such a peer waiting too. */
    private void begin() throws SSLException {
        int first = coming.get(coming.position()) & 0xff;
        if (first != HANDSHAKE_RECORD) {
            throw new NotTlsException(
                    first == 'J' ? "it speaks JRMP without TLS, and this port speaks TLS" : "what it sent is no TLS");
        }
        begun = true;
        engine.beginHandshake();
    }

    /** Nobody reads for a while: what has come of a record keeps no more memory than it needs. */
    private void shrink() {
        if (coming.hasRemaining()) {
            ByteBuffer lent = coming;
            coming = ByteBuffer.allocate(lent.remaining()).put(lent).flip();
            buffers.give(lent);
        }
    }

    private void tidy() {
        if (!open.hasRemaining()) {
            buffers.give(open);
            open = TlsBuffers.NONE;
        }
        if (!coming.hasRemaining()) {
            buffers.give(coming);
            coming = TlsBuffers.NONE;
            unfinished(false);
        }
    }

    private void unfinished(boolean now) {
        if (unfinished != now) {
            unfinished = now;
        }
    }
}
