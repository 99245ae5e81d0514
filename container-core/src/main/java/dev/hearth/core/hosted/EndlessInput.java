package dev.hearth.core.hosted;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * The standard input of a deployment: nobody types there. A server that waits for a key before it stops waits until it is
 * taken out.
 *
 * <p>Thread-safe.
 */
final class EndlessInput extends InputStream {

    @GuardedBy("this")
    private boolean closed;

    @Override
    public synchronized int read() throws InterruptedIOException {
        while (!closed) {
            try {
                wait();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for input");
            }
        }
        return -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws InterruptedIOException {
        return length == 0 ? 0 : read();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
