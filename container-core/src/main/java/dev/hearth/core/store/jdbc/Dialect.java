package dev.hearth.core.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.HearthConfig.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.h2.engine.Constants;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** Where databases differ. */
enum Dialect {
    /**
     * In the container's own process. A commit hands its pages to the operating system ({@code WRITE_DELAY=0}); only
     * {@code CHECKPOINT SYNC} calls fsync.
     */
    H2("VARCHAR(450)", "CLOB") {
        @Override
        void configure(HikariConfig config) {
            config.setMaxLifetime(0);
            config.setKeepaliveTime(0);
        }

        @Override
        void prepare(Statement statement) throws SQLException {
            // States up to this size lie in their row; measured, the separate storage of larger ones is far slower.
            statement.execute("SET MAX_LENGTH_INPLACE_LOB 32768");
        }

        /**
         * Makes H2 write its file's header with each commit, as it does with the first one after a clean shutdown.
         *
         * <p>Otherwise it writes the header once in 20 commits or so and finds the later ones by following a chain
         * through the file. A process that is killed after a part of that chain was overwritten, and before the header
         * was written, loses the commits behind it; tried at every write of a run, it does happen.
         */
        @Override
        void beforeCommit(Connection connection) throws SQLException {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            session.getDatabase().getStore().getMvStore().getStoreHeader().put("clean", 1);
        }

        @Override
        int snapshotIsolation() {
            return Constants.TRANSACTION_SNAPSHOT;
        }

        @Override
        void sync(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        }
    },

    /** A server, which syncs its own log at each commit; names are ordered by code point whatever its locale. */
    POSTGRESQL("VARCHAR(450) COLLATE \"C\"", "TEXT") {
        /** So that a server that has vanished without a word is noticed; what the URL says of these wins. */
        @Override
        void configure(HikariConfig config) {
            config.addDataSourceProperty("connectTimeout", "5");
            config.addDataSourceProperty("loginTimeout", "10");
            config.addDataSourceProperty("socketTimeout", "60");
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }

        @Override
        int snapshotIsolation() {
            return Connection.TRANSACTION_REPEATABLE_READ;
        }

        @Override
        void sync(Connection connection) {}
    };

    private final String name;
    private final String text;

    Dialect(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** Replaces <code>${name}</code> and <code>${text}</code> in a migration by the types for names and for states. */
    String spell(String sql) {
        return sql.replace("${name}", name).replace("${text}", text);
    }

    /** Sets what connections need. */
    abstract void configure(HikariConfig config);

    /** The isolation of a transaction that sees one moment of the database in all its statements. */
    abstract int snapshotIsolation();

    /** Sets what the database keeps for good, before the schema is looked at. */
    void prepare(Statement statement) throws SQLException {}

    /** Called by the writer just before it commits on this connection. */
    void beforeCommit(Connection connection) throws SQLException {}

    /** Returns when all that is committed has reached the disk. */
    abstract void sync(Connection connection) throws SQLException;

    /**
     * The dialect that a JDBC URL speaks.
     *
     * @throws IOException if it is of another database
     */
    static Dialect of(String url) throws IOException {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:h2:")) {
            return H2;
        }
        if (lower.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IOException(
                "store.url " + url + " is of no known database; use jdbc:postgresql:… or leave it out for H2");
    }

    /**
     * The URL of the configuration, or that of H2 in the data folder.
     *
     * <p>H2 may overwrite what is superseded for {@code RETENTION_TIME}; by then it must be synced. It is 1 s where each
     * batch is synced, 10 s where the writer syncs every second. With H2's own 45 s the file grows by 28 KB for each
     * batch of that time: measured, 2.3 GB in 25 s.
     *
     * <p>{@code MAX_COMPACT_TIME=0} keeps H2 from moving what lives in the file to other places when it is closed. A file
     * whose process had come to the end of its room while it did that could not be opened by the next one: a piece had been
     * moved and its old place written over, and only the table that says where it is now was missing. Space that is free is
     * used again all the same.
     */
    static String url(HearthConfig.Store settings, Path folder) throws IOException {
        if (settings.url().isPresent()) {
            return settings.url().get();
        }
        if (folder.toString().contains(";")) {
            throw new IOException(
                    "the data folder " + folder + " has a semicolon in its path, which H2 takes for the end"
                            + " of it; choose another with --data");
        }
        int retention = settings.durability() == Durability.POWER ? 1_000 : 10_000;
        return "jdbc:h2:file:" + folder.resolve("store") + ";WRITE_DELAY=0;RETENTION_TIME=" + retention
                + ";MAX_COMPACT_TIME=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }
}
