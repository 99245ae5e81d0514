package dev.hearth.core.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's connections: one for the writer, one for each reader and one for snapshots.
 *
 * <p>Of fixed size and, on H2, of endless life, so that the pool makes connections only at the start and after a failure.
 * {@link #open} and {@link #close} do I/O of H2's on the calling thread, which nobody may interrupt.
 *
 * <p>Thread-safe.
 */
final class Connections implements AutoCloseable {

    static final int READERS = 2;
    private static final int SIZE = READERS + 2;
    private static final int PATIENCE_MILLIS = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    private final HikariDataSource pool;

    private Connections(HikariDataSource pool) {
        this.pool = pool;
    }

    /** @param config where to connect to; the pool's size and patience are set here */
    static Connections open(HikariConfig config, Dialect dialect) throws IOException {
        config.setPoolName("hearth-store");
        config.setMaximumPoolSize(SIZE);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        dialect.configure(config);
        try {
            HikariDataSource pool = new HikariDataSource(config);
            try (Connection connection = pool.getConnection()) {
                Schema.update(connection, dialect);
                return new Connections(pool);
            } catch (SQLException | IOException | RuntimeException failed) {
                pool.close();
                throw failed;
            }
        } catch (SQLException | RuntimeException failed) {
            throw new IOException(
                    "the store can't be opened: " + failed.getMessage() + "; check store.url, and that the disk is"
                            + " writable and no other process has the database",
                    failed);
        }
    }

    Connection take() throws SQLException {
        return pool.getConnection();
    }

    /** Lets go of all connections, as soon as each is given back: what they are connected to has failed. */
    void renew() {
        HikariPoolMXBean control = pool.getHikariPoolMXBean();
        if (control != null) {
            control.softEvictConnections();
        }
    }

    /** Closes the database. The connections are all taken first: the pool interrupts its thread that still makes one. */
    @Override
    public void close() {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < SIZE; i++) {
                all.add(take());
            }
        } catch (SQLException unavailable) {
            log.warn("closing a store whose database does not answer: {}", unavailable.getMessage());
        }
        all.forEach(Connections::giveBack);
        pool.close();
    }

    /** Gives a connection back. What goes wrong here concerns the connection, not the work that was done with it. */
    static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            log.debug("a connection broke when it was given back", broken);
        }
    }
}
