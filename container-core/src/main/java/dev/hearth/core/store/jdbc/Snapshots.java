package dev.hearth.core.store.jdbc;

import dev.hearth.core.store.SnapshotReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads all objects as they were at one moment: page by page, in one transaction that sees nothing of later ones, on a
 * connection and a thread of its own. The writer's transactions end with whole commits, so a moment lies between two.
 *
 * <p>Thread-safe; one at a time.
 */
final class Snapshots {

    private static final int PAGE = 200;
    private static final int MOST_SECONDS = 12 * 3_600;

    private final Connections connections;
    private final Dialect dialect;
    private final ReentrantLock one = new ReentrantLock();
    private volatile boolean closed;

    Snapshots(Connections connections, Dialect dialect) {
        this.connections = connections;
        this.dialect = dialect;
    }

    void read(SnapshotReader reader) throws IOException {
        one.lock();
        try {
            Waiting.onOwnThread(
                    () -> {
                        readAll(reader);
                        return true;
                    },
                    "snapshot",
                    MOST_SECONDS);
        } finally {
            one.unlock();
        }
    }

    private void readAll(SnapshotReader reader) throws SQLException, IOException {
        Connection connection = connections.take();
        try {
            connection.setTransactionIsolation(dialect.snapshotIsolation());
            connection.setAutoCommit(false);
            String after = "";
            do {
                requireOpen();
                after = ObjectRows.page(connection, after, PAGE, reader);
            } while (!after.isEmpty());
        } finally {
            rollBack(connection);
            Connections.giveBack(connection);
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the store closes, and the snapshot is not complete");
        }
    }

    private static void rollBack(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
        }
    }

    /** The one that is being read ends after its page. */
    void close() {
        closed = true;
    }
}
