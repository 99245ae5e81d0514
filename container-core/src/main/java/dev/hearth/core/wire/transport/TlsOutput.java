package dev.hearth.core.wire.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The records that leave on a connection: contents, and what the engine itself has to say.
 *
 * <p>One record at a time is sealed, and the next one when the channel has taken it; so a peer that does not read holds one
 * buffer. Thread-safe: the reader's part of a handshake and a reply keep each other out.
 */
final class TlsOutput {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final TlsBuffers buffers;
    private final ReentrantLock lock = new ReentrantLock();
    private ByteBuffer leaving = TlsBuffers.NONE; // guarded by lock; between position and limit lies what is to leave
    private int owed; // guarded by lock
    private volatile boolean closing;

    TlsOutput(SocketChannel channel, SSLEngine engine, TlsBuffers buffers) {
        this.channel = channel;
        this.engine = engine;
        this.buffers = buffers;
    }

    /** Whether the end was announced. */
    boolean closing() {
        return closing;
    }

    /**
     * Writes contents. Bytes that are sealed but lie here still are left in the source, and count when they are gone.
     *
     * @return how many bytes have left
     */
    int write(ByteBuffer source) throws IOException {
        lock.lock();
        try {
            int before = source.position();
            while (flush()) {
                source.position(source.position() + owed);
                owed = 0;
                if (!source.hasRemaining()) {
                    break;
                }
                int start = source.position();
                seal(source);
                owed = source.position() - start;
                source.position(start);
            }
            return source.position() - before;
        } finally {
            tidy();
            lock.unlock();
        }
    }

    /** Says the next thing that the engine has to say; whether all that was said so far has left. */
    boolean handshake() throws IOException {
        lock.lock();
        try {
            if (!flush()) {
                return false;
            }
            seal(NOTHING);
            return flush();
        } finally {
            tidy();
            lock.unlock();
        }
    }

    /** The same where it is not urgent: a thread that writes at the moment says it. */
    void offer() throws IOException {
        if (lock.tryLock()) {
            try {
                while (flush() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                    seal(NOTHING);
                }
            } finally {
                tidy();
                lock.unlock();
            }
        }
    }

    /** Writes what lies here; whether nothing is left. */
    boolean flushed() throws IOException {
        lock.lock();
        try {
            return flush();
        } finally {
            tidy();
            lock.unlock();
        }
    }

    /** Announces the end; what the channel does not take at once is lost. */
    void end() throws IOException {
        lock.lock();
        try {
            announceEnd();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Announces the end if that can't block. The calling thread keeps readers out.
     *
     * @return false if somebody writes
     */
    boolean endWithoutWaiting() throws IOException {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            channel.configureBlocking(false);
            announceEnd();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void announceEnd() throws IOException {
        try {
            closing = true;
            engine.closeOutbound();
            while (flush() && !engine.isOutboundDone()) {
                seal(NOTHING);
            }
        } finally {
            tidy();
        }
    }

    /** Seals one record into the empty buffer. */
    private void seal(ByteBuffer source) throws IOException {
        if (leaving.capacity() == 0) {
            leaving = buffers.take();
        }
        leaving.clear();
        SSLEngineResult result;
        try {
            result = engine.wrap(source, leaving);
        } finally {
            leaving.flip();
        }
        boolean nothing = result.bytesProduced() == 0 && result.bytesConsumed() == 0;
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && nothing) {
            throw new ClosedChannelException();
        }
        if (nothing && result.getHandshakeStatus() != HandshakeStatus.FINISHED) {
            throw new SSLException("TLS can't send: " + result.getStatus() + ", " + result.getHandshakeStatus());
        }
    }

    private boolean flush() throws IOException {
        while (leaving.hasRemaining()) {
            if (channel.write(leaving) == 0) {
                return false;
            }
        }
        return true;
    }

    private void tidy() {
        if (!leaving.hasRemaining()) {
            buffers.give(leaving);
            leaving = TlsBuffers.NONE;
        }
    }
}
