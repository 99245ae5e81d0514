package dev.hearth.core.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a database's tables to the newest version, one numbered file after the other.
 *
 * <p>Statements in a file end with a semicolon at the end of a line, and can be run again.
 */
final class Schema {

    private static final List<String> MIGRATIONS = List.of(
            "V001__objects.sql",
            "V002__settled.sql",
            "V003__counts.sql",
            "V004__no_type_index.sql",
            "V005__former.sql");

    private Schema() {}

    /** @throws IOException if a newer Hearth wrote the schema */
    static void update(Connection connection, Dialect dialect) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            dialect.prepare(statement);
            statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
            statement.execute("INSERT INTO schema_version (version)"
                    + " SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM schema_version)");
            int version = version(statement);
            if (version > MIGRATIONS.size()) {
                throw new IOException(
                        "the database has schema version " + version + " and this Hearth knows " + MIGRATIONS.size()
                                + "; start the newer Hearth that wrote it, or restore a backup from before");
            }
            for (int next = version + 1; next <= MIGRATIONS.size(); next++) {
                migrate(statement, MIGRATIONS.get(next - 1), dialect);
                statement.execute("UPDATE schema_version SET version = " + next);
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT version FROM schema_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void migrate(Statement statement, String file, Dialect dialect) throws SQLException, IOException {
        for (String sql : dialect.spell(text(file)).split(";\\s*\\n", -1)) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
    }

    private static String text(String file) throws IOException {
        try (InputStream in = Schema.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("this Hearth lacks its own file " + file + "; install it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
