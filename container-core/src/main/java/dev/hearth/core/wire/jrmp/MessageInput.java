package dev.hearth.core.wire.jrmp;

import dev.hearth.core.wire.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.rmi.UnmarshalException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that come in on a connection.
 *
 * <p>Headers are parsed in its buffer, by position. As a stream it gives the arguments of the message in progress, waits
 * for them, and counts: past {@code wire.message-bytes} it fails.
 *
 * <p>Used by the thread that reads the connection, and by no other. The buffer is lent: a connection without a thread has
 * one only while part of a message lies in it.
 */
final class MessageInput extends InputStream {

    /** How a reader waits for bytes on a channel that does not block. */
    @FunctionalInterface
    interface Waiting {

        /** Returns when there may be bytes. */
        void awaitReadable() throws IOException;
    }

    static final int BUFFER_BYTES = 8 * 1024;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NONE = {};
    private static final int LARGEST_READ = 64 * 1024;

    private final Transport transport;
    private final long largestMessage;
    private final BytesInProgress all;

    /** Of this message; given back with its reply, by any thread. */
    private final AtomicLong counted = new AtomicLong();

    private @Nullable Waiting waiting;
    private ByteBuffer buffer = ByteBuffer.wrap(NONE);
    private byte[] bytes = NONE;
    private int position;
    private int end;
    private long received;
    private volatile boolean unfinished;
    private volatile boolean closed;

    MessageInput(Transport transport, long largestMessage, BytesInProgress all) {
        this.transport = transport;
        this.largestMessage = largestMessage;
        this.all = all;
    }

    /** Gives it a buffer, unless it has kept one, and the reader's way of waiting. */
    void attach(byte[] lent, Waiting reader) {
        waiting = reader;
        if (bytes.length == 0) {
            bytes = lent;
            buffer = ByteBuffer.wrap(lent);
            position = 0;
            end = 0;
        }
    }

    /** Takes the buffer back; null if bytes lie in it, which then stay with the connection. */
    byte @Nullable [] detach() {
        waiting = null;
        if (position != end) {
            return null;
        }
        byte[] lent = bytes;
        bytes = NONE;
        buffer = ByteBuffer.wrap(NONE);
        position = 0;
        end = 0;
        return lent;
    }

    /** How many bytes have come and are not taken. */
    int buffered() {
        return end - position;
    }

    /** Whether bytes have come that are not taken, here or where a selector does not see them. */
    boolean atHand() {
        return position != end || transport.buffered();
    }

    int byteAt(int index) {
        return bytes[position + index] & 0xff;
    }

    int intAt(int index) {
        return (int) INT.get(bytes, position + index);
    }

    long longAt(int index) {
        return (long) LONG.get(bytes, position + index);
    }

    /** The buffer; what is at index 0 of the other methods is at {@link #position()} here. */
    byte[] array() {
        return bytes;
    }

    int position() {
        return position;
    }

    void take(int count) {
        position += count;
    }

    /** A message has begun at the next byte; counting starts. */
    void beginMessage() {
        received = buffered();
    }

    /** Whether the peer owes the rest of a message. */
    boolean unfinished() {
        return unfinished;
    }

    /** Says so. Written only when it changes: most messages come in one piece. */
    void unfinished(boolean now) {
        if (unfinished != now) {
            unfinished = now;
        }
    }

    /**
     * Reads once from the channel, which blocks if the channel does.
     *
     * @return how many bytes came; 0 if none are there, -1 at the end
     */
    int fill() throws IOException {
        if (position == end) {
            position = 0;
            end = 0;
        } else if (end == bytes.length) {
            System.arraycopy(bytes, position, bytes, 0, end - position);
            end -= position;
            position = 0;
        }
        buffer.limit(bytes.length).position(end);
        int count = transport.read(buffer);
        if (count > 0) {
            end += count;
            received += count;
        }
        return count;
    }

    @Override
    public int available() {
        return buffered();
    }

    @Override
    public int read() throws IOException {
        if (position == end && fillOrWait() < 0) {
            return -1;
        }
        return bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            if (length >= bytes.length) {
                return readPast(target, offset, length);
            }
            if (fillOrWait() < 0) {
                return -1;
            }
        }
        int count = Math.min(length, end - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    /** Reads a large piece straight into where it belongs. */
    private int readPast(byte[] target, int offset, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.wrap(target, offset, Math.min(length, LARGEST_READ));
        checkSize();
        unfinished(true);
        int count;
        while ((count = transport.read(piece)) == 0) {
            await();
        }
        received += Math.max(count, 0);
        return count;
    }

    private int fillOrWait() throws IOException {
        checkSize();
        unfinished(true);
        int count;
        while ((count = fill()) == 0) {
            await();
        }
        return count;
    }

    private void checkSize() throws UnmarshalException {
        if (received - counted.get() > LARGEST_READ) {
            all.take(LARGEST_READ);
            counted.addAndGet(LARGEST_READ);
            if (closed) {
                over(); // whoever closed it may have come before these were counted, and nobody comes again
            }
        }
        if (received >= largestMessage) {
            throw new UnmarshalException(
                    "the call's arguments are longer than wire.message-bytes allows, " + largestMessage + " bytes");
        }
    }

    /** The message in progress is over, from any thread. */
    void over() {
        if (counted.get() != 0) {
            all.giveBack(counted.getAndSet(0));
        }
    }

    /** Nothing stays counted from now on, even if its reader has not noticed yet; from any thread. */
    void connectionClosed() {
        closed = true;
        over();
    }

    private void await() throws IOException {
        Waiting reader = waiting;
        if (reader == null) {
            throw new IllegalStateException("arguments are read on the thread that brought the call");
        }
        reader.awaitReadable();
    }
}
