package dev.hearth.core.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The SQL of the table {@code former}: states that former versions of a deployment wrote last. */
final class FormerRows {

    private static final String KEEP = "INSERT INTO former (number, turn, writer, state, checksum)"
            + " SELECT o.number, COALESCE((SELECT MAX(f.turn) FROM former f WHERE f.number = o.number), 0) + 1,"
            + " o.writer, o.state, o.checksum"
            + " FROM objects o WHERE o.number = ? AND o.state IS NOT NULL AND o.writer IS NOT NULL";

    private static final String FORGET = "DELETE FROM former WHERE number = ? AND turn <="
            + " (SELECT MAX(f.turn) FROM former f WHERE f.number = ?) - ?";

    private FormerRows() {}

    /** Keeps the state that an object has now, where it is known who wrote it, and forgets the oldest ones beyond the bound. */
    static void keep(Connection connection, long number, int bound) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP);
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            keep.setLong(1, number);
            if (keep.executeUpdate() == 1) {
                forget.setLong(1, number);
                forget.setLong(2, number);
                forget.setInt(3, bound);
                forget.executeUpdate();
            }
        }
    }

    /** The states that are kept of an object and are sound, the newest first. */
    static List<byte[]> states(Connection connection, long number) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT o.name, f.state, f.checksum FROM former f JOIN objects o"
                        + " ON o.number = f.number WHERE f.number = ? ORDER BY f.turn DESC")) {
            query.setLong(1, number);
            List<byte[]> states = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] state = rows.getString(2).getBytes(StandardCharsets.UTF_8);
                    if (rows.getLong(3) == ObjectRows.checksum(number, rows.getString(1), state)) {
                        states.add(state);
                    }
                }
            }
            return states;
        }
    }
}
