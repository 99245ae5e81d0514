package dev.hearth.core.wire.transport;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Buffers that hold one TLS record, lent to connections while they have work, so that idle ones hold none.
 *
 * <p>Keeps at most {@value #KEPT} that nobody uses. Thread-safe.
 */
final class TlsBuffers {

    /** What a connection has instead of a buffer while it has none. */
    static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** The longest record that the protocol knows: header, content, and what encryption may add (RFC 5246, 6.2.3). */
    private static final int LONGEST_RECORD = 5 + (1 << 14) + 2048;

    private static final int KEPT = 128;

    private final int size;
    private final Queue<ByteBuffer> unused = new ArrayBlockingQueue<>(KEPT);

    /** @param packet how long the engine wants a buffer to be */
    TlsBuffers(int packet) {
        size = Math.max(LONGEST_RECORD, packet);
    }

    int size() {
        return size;
    }

    /** An empty buffer, to be written to. */
    ByteBuffer take() {
        ByteBuffer kept = unused.poll();
        return kept == null ? ByteBuffer.allocate(size) : kept.clear();
    }

    /** Takes one back that the caller will not touch any more; others than its own are left to the collector. */
    void give(ByteBuffer buffer) {
        if (buffer.capacity() == size) {
            unused.offer(buffer); // or not, if enough are kept
        }
    }
}
