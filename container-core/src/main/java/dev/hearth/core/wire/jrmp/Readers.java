package dev.hearth.core.wire.jrmp;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that have no thread: they wait in a selector until bytes come, and then get one of the shared threads.
 *
 * <p>One thread runs the selector. It writes the rests of replies that peers did not take at once, and never waits for a
 * peer itself.
 */
final class Readers implements JrmpConnection.Mode, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Selector selector;
    private final ReadyConnections ready;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final WireThreads threads;

    Readers(Selector selector, ReadyConnections ready, WireThreads threads) {
        this.selector = selector;
        this.ready = ready;
        this.threads = threads;
    }

    /** Takes a new connection in. */
    void adopt(JrmpConnection connection) throws IOException {
        connection.channel().configureBlocking(false);
        connection.channel().register(selector, 0, connection);
        resume(connection);
    }

    /** Hands a connection over that is idle, and that the calling thread has in its hands. */
    void handOver(JrmpConnection connection, Residents residents) {
        SelectionKey key = connection.channel().keyFor(selector);
        if (key != null) {
            key.cancel();
        }
        tasks.add(() -> residents.adopt(connection));
        selector.wakeup();
    }

    @Override
    public void resume(JrmpConnection connection) {
        arm(connection, connection.transport().interest());
    }

    @Override
    public void awaitWritable(JrmpConnection connection) {
        arm(connection, SelectionKey.OP_WRITE);
    }

    private void arm(JrmpConnection connection, int operation) {
        SelectionKey key = connection.channel().keyFor(selector);
        try {
            if (key != null) {
                key.interestOpsOr(operation);
                selector.wakeup();
            }
        } catch (CancelledKeyException closed) {
            connection.close();
        }
    }

    @Override
    public void mayBlock(Runnable write) {
        threads.execute(write);
    }

    @Override
    public void closed(JrmpConnection connection) {
        selector.wakeup(); // a channel is closed for good when its selectors have let it go
        connection.wakeWaiter();
    }

    @Override
    public void run() {
        while (selector.isOpen()) {
            try {
                turn();
            } catch (ClosedSelectorException stopped) {
                LOG.trace("the selector is closed");
            } catch (IOException | RuntimeException | Error failed) {
                LOG.error("the object port's selector goes on after a failure", failed);
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private void turn() throws IOException {
        selector.select(this::selected, ready.patience());
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        ready.relieve();
    }

    private void selected(SelectionKey key) {
        JrmpConnection connection = (JrmpConnection) key.attachment();
        try {
            int operations = key.readyOps();
            key.interestOpsAnd(~operations);
            boolean writable = (operations & SelectionKey.OP_WRITE) != 0;
            boolean shaking = writable && connection.transport().handshaking();
            if (writable && !shaking) {
                connection.writePending();
            }
            if (shaking || (operations & SelectionKey.OP_READ) != 0) {
                ready.add(connection);
            }
        } catch (CancelledKeyException closed) {
            connection.close();
        } catch (RuntimeException | Error ours) {
            LOG.error("closed the connection from {}", connection, ours);
            connection.close();
        }
    }

    /** Stops the selector's thread. */
    void close() {
        try {
            selector.close();
        } catch (ClosedChannelException already) {
            LOG.trace("the selector was closed", already);
        } catch (IOException failed) {
            LOG.warn("the object port's selector could not be closed", failed);
        }
    }
}
