package dev.hearth.core.store.jdbc;

import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.UnknownOutcomeException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches, each as one transaction.
 *
 * <p>Each transaction counts up {@code progress.batch}. When a commit fails, the count says whether it happened; when the
 * count is not the expected one at the next batch, somebody else writes to the database and the batch is refused.
 *
 * <p>Used by the writer's thread alone.
 */
final class Transactions {

    /** How long a database that has just failed in a commit is asked whether it happened. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private final Connections connections;
    private final Dialect dialect;
    private final int former;
    private long batch;

    /**
     * @param former how many states of former versions of its deployment are kept of an object
     * @throws SQLException if the database can't be read
     */
    Transactions(Connections connections, Dialect dialect, int former) throws SQLException {
        this.former = former;
        this.connections = connections;
        this.dialect = dialect;
        this.batch = readProgress();
    }

    /**
     * Applies the entries in their order.
     *
     * @throws SQLException or IOException if nothing of them is in the database
     * @throws UnknownOutcomeException if the sync failed, or it is not known whether they are in the database
     */
    void commit(List<Entry> entries, boolean sync) throws SQLException, IOException {
        try {
            transact(entries);
        } catch (SQLException | IOException failed) {
            connections.renew();
            throw failed;
        }
        batch++;
        if (sync) {
            sync();
        }
    }

    private void transact(List<Entry> entries) throws SQLException, IOException {
        Connection connection = connections.take();
        try {
            connection.setAutoCommit(false);
            apply(connection, entries);
            dialect.beforeCommit(connection);
            commit(connection);
        } catch (RuntimeException fault) {
            throw new IOException("the database's driver failed: " + fault, fault);
        } finally {
            rollBack(connection);
            Connections.giveBack(connection);
        }
    }

    private void apply(Connection connection, List<Entry> entries) throws SQLException, IOException {
        countUp(connection);
        Map<Long, Change> last = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Commit commit) {
                if (commit.changes().stream().anyMatch(change -> byAnother(last.get(change.number()), change))) {
                    ObjectRows.write(connection, last.values(), former);
                    last.clear();
                }
                commit.changes().forEach(change -> last.put(change.number(), change));
            } else if (entry instanceof Entry.Request<?> request) {
                ObjectRows.write(connection, last.values(), former);
                last.clear();
                request.run(connection);
            }
        }
        ObjectRows.write(connection, last.values(), former);
    }

    /** Whether one must be written before the other: what the former version of a deployment wrote last is kept. */
    private static boolean byAnother(@Nullable Change before, Change now) {
        return before != null && before.writer() != now.writer();
    }

    private void countUp(Connection connection) throws SQLException, IOException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE progress SET batch = ? WHERE batch = ?")) {
            update.setLong(1, batch + 1);
            update.setLong(2, batch);
            if (update.executeUpdate() != 1) {
                throw new IOException("another container writes to the same database; stop one of them");
            }
        }
    }

    private void commit(Connection connection) throws SQLException, UnknownOutcomeException {
        try {
            connection.commit();
        } catch (SQLException doubtful) {
            log.warn("a commit failed; looking whether it happened", doubtful);
            Connections.giveBack(connection);
            if (!happened(doubtful)) {
                throw doubtful;
            }
        }
    }

    private boolean happened(SQLException doubtful) throws UnknownOutcomeException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            connections.renew();
            try {
                return readProgress() == batch + 1;
            } catch (SQLException unreadable) {
                if (System.nanoTime() - end > 0) {
                    throw new UnknownOutcomeException(
                            "a commit failed (" + doubtful.getMessage()
                                    + ") and the database can't be asked whether it happened",
                            unreadable);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private long readProgress() throws SQLException {
        Connection connection = connections.take();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT batch FROM progress")) {
            rows.next();
            return rows.getLong(1);
        } finally {
            Connections.giveBack(connection);
        }
    }

    /** The position of the log up to which the database has everything. */
    static long settledUpTo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT settled FROM progress")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** In the transaction that writes what belongs to it. */
    static void settledUpTo(Connection connection, long position) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE progress SET settled = ?")) {
            update.setLong(1, position);
            update.executeUpdate();
        }
    }

    /** Returns when all that was committed has reached the disk. */
    void sync() throws UnknownOutcomeException {
        try {
            Connection connection = connections.take();
            try {
                dialect.sync(connection);
            } finally {
                Connections.giveBack(connection);
            }
        } catch (SQLException failed) {
            throw new UnknownOutcomeException(
                    "the disk did not confirm a sync (" + failed.getMessage()
                            + "): whether the last changes are kept is"
                            + " not known until the container has started again",
                    failed);
        }
    }

    /** Undoes what was not committed; nothing to do after a commit. */
    private static void rollBack(Connection connection) {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException gone) {
            log.debug("a failed transaction's connection is gone too", gone);
        }
    }
}
