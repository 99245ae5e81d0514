package dev.hearth.core.wire.jrmp;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * How a shared thread waits for bytes of the one connection that it has.
 *
 * <p>A selector of the thread's own, opened at the first need: cheaper than going back to the common one between two calls
 * of a busy client. Used by one thread, but for {@link #wake}.
 */
final class Lookout implements AutoCloseable {

    private volatile @Nullable Selector selector;
    private @Nullable SelectionKey key;

    /**
     * Waits until the connection has bytes or is closed.
     *
     * @return false if neither happened in time
     */
    boolean await(JrmpConnection connection, long millis) throws IOException {
        Selector own = watch(connection);
        if (!connection.open()) {
            throw new ClosedChannelException();
        }
        int count = own.select(millis);
        own.selectedKeys().clear();
        return count > 0;
    }

    /** Ends the wait that is in progress, or the next. */
    void wake() {
        Selector own = selector;
        if (own != null) {
            own.wakeup();
        }
    }

    private Selector watch(JrmpConnection connection) throws IOException {
        Selector own = selector;
        if (own == null) {
            own = Selector.open();
            selector = own;
        }
        if (key == null) {
            key = connection.channel().register(own, SelectionKey.OP_READ);
            connection.waiter(own);
        }
        return own;
    }

    /** Forgets the connection, without touching its state. */
    void release() throws IOException {
        Selector own = selector;
        if (key != null && own != null) {
            key.cancel();
            key = null;
            own.selectNow();
        }
    }

    @Override
    public void close() throws IOException {
        Selector own = selector;
        if (own != null) {
            own.close();
        }
    }
}
