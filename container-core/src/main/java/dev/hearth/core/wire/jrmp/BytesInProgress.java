package dev.hearth.core.wire.jrmp;

import java.rmi.UnmarshalException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of messages that are being read, or whose calls run, there are in all: a few peers could otherwise fill the
 * memory with arguments, each within the limit of one message.
 *
 * <p>Small messages are not counted, so most never come here. Thread-safe, without locks.
 */
final class BytesInProgress {

    private final long most;
    private final AtomicLong now = new AtomicLong();

    /**
     * @param most how many there may be; 0 for a quarter of the heap
     */
    BytesInProgress(long most) {
        this.most = most == 0 ? Runtime.getRuntime().maxMemory() / 4 : most;
    }

    /**
     * Counts more bytes.
     *
     * @throws UnmarshalException if they are too many now; nothing is counted then
     */
    void take(long bytes) throws UnmarshalException {
        if (now.addAndGet(bytes) > most) {
            now.addAndGet(-bytes);
            throw new UnmarshalException("HEARTH-LIMIT: the arguments of all calls in progress are longer than"
                    + " wire.bytes-in-progress allows together, " + most + " bytes; try again later");
        }
    }

    void giveBack(long bytes) {
        now.addAndGet(-bytes);
    }

    /** How many there are now. */
    long now() {
        return now.get();
    }
}
