package dev.hearth.core.wire.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside of the heap through which short messages leave.
 *
 * <p>A channel takes bytes from there only, and what it is given on the heap it copies to memory that it keeps for the thread
 * that writes. That is made anew for a thread which writes one reply, and stays for as long as each of ten thousand threads
 * lives that write one now and then. Here it is lent for the one write. Thread-safe, without locks.
 */
final class DirectBuffers {

    /** Longer messages are left to the channel. */
    static final int BYTES = 8 << 10;

    private static final int PLACES = 64;
    private static final int LOOKS = 4;

    private final AtomicReferenceArray<@Nullable ByteBuffer> idle = new AtomicReferenceArray<>(PLACES);

    /** As {@link SocketChannel#write(ByteBuffer)}. */
    int write(SocketChannel channel, ByteBuffer source) throws IOException {
        int start = source.position();
        ByteBuffer copy = take();
        copy.put(source).flip();
        source.position(start);
        try {
            int written = channel.write(copy);
            source.position(start + written);
            return written;
        } finally {
            give(copy);
        }
    }

    private ByteBuffer take() {
        int first = place();
        for (int i = 0; i < LOOKS; i++) {
            int place = (first + i) % PLACES;
            if (idle.getPlain(place) != null) {
                ByteBuffer taken = idle.getAndSet(place, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return ByteBuffer.allocateDirect(BYTES);
    }

    /** A thread that finds no place free drops the buffer: no more are kept than threads have written at a time. */
    private void give(ByteBuffer buffer) {
        buffer.clear();
        int first = place();
        for (int i = 0; i < LOOKS; i++) {
            int place = (first + i) % PLACES;
            if (idle.getPlain(place) == null && idle.compareAndSet(place, null, buffer)) {
                return;
            }
        }
    }

    /** Threads that write at the same time begin to look at different places. */
    private static int place() {
        return (int) (Thread.currentThread().getId() % PLACES);
    }
}
