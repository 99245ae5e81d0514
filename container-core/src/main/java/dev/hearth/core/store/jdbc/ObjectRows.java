package dev.hearth.core.store.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hearth.core.store.CorruptStateException;
import dev.hearth.core.store.SnapshotReader;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The SQL of the table {@code objects}. Plain enough for every database that has a {@link Dialect}. */
final class ObjectRows {

    /** How many rows a driver holds that does not get all of them at once: a state may have megabytes. */
    private static final int FETCHED = 16;

    private static final String IDENTITY = "SELECT number, name, type, state IS NOT NULL FROM objects ";

    /** Databases bound the length of a plain string parameter; H2's bound is 2^20. */
    private static final int STREAMED_FROM = 500_000;

    private ObjectRows() {}

    static Optional<Identity> byNumber(Connection connection, long number) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IDENTITY + "WHERE number = ?")) {
            query.setLong(1, number);
            return identities(query).stream().findFirst();
        }
    }

    static Optional<Identity> byName(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IDENTITY + "WHERE name = ?")) {
            query.setString(1, name);
            return identities(query).stream().findFirst();
        }
    }

    static List<Identity> stored(Connection connection, String afterName, int limit) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(IDENTITY + "WHERE name > ? AND state IS NOT NULL ORDER BY name LIMIT ?")) {
            query.setString(1, afterName);
            query.setInt(2, limit);
            return identities(query);
        }
    }

    private static List<Identity> identities(PreparedStatement query) throws SQLException {
        List<Identity> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(new Identity(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)));
            }
        }
        return found;
    }

    static long count(Connection connection, String type) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT stored FROM counts WHERE type = ?")) {
            query.setString(1, type);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    static Optional<byte[]> state(Connection connection, long number) throws SQLException, CorruptStateException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT name, state, checksum FROM objects WHERE number = ?")) {
            query.setLong(1, number);
            try (ResultSet rows = query.executeQuery()) {
                String text = rows.next() ? rows.getString(2) : null;
                if (text == null) {
                    return Optional.empty();
                }
                return Optional.of(verified(number, rows.getString(1), text, rows.getLong(3), rows.wasNull()));
            }
        }
    }

    private static byte[] verified(long number, String name, String text, long checksum, boolean missing)
            throws CorruptStateException {
        byte[] state = text.getBytes(StandardCharsets.UTF_8);
        if (missing || checksum != checksum(number, name, state)) {
            throw new CorruptStateException("the stored state of " + name + " (object " + number
                    + ") is damaged: its checksum does not fit; restore it with hearth store import from a"
                    + " backup, or end the object with hearth remove " + name);
        }
        return state;
    }

    /**
     * Reads the objects behind a name, with their states.
     *
     * @return the name of the last one; empty if there are no more
     */
    static String page(Connection connection, String afterName, int limit, SnapshotReader reader)
            throws SQLException, IOException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT number, name, type, state, checksum FROM objects WHERE name > ?" + " ORDER BY name LIMIT ?")) {
            query.setFetchSize(FETCHED);
            query.setString(1, afterName);
            query.setInt(2, limit);
            String last = "";
            int count = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    last = rows.getString(2);
                    count++;
                    pass(rows, reader);
                }
            }
            return count < limit ? "" : last;
        }
    }

    private static void pass(ResultSet rows, SnapshotReader reader) throws SQLException, IOException {
        String text = rows.getString(4);
        Identity identity = new Identity(rows.getLong(1), rows.getString(2), rows.getString(3), text != null);
        if (text == null) {
            reader.object(identity, null);
            return;
        }
        byte[] state;
        try {
            state = verified(identity.number(), identity.name(), text, rows.getLong(5), rows.wasNull());
        } catch (CorruptStateException corrupt) {
            reader.damaged(identity, corrupt);
            return;
        }
        reader.object(identity, state);
    }

    static boolean any(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT number FROM objects LIMIT 1");
                ResultSet rows = query.executeQuery()) {
            return rows.next();
        }
    }

    static void deleteAll(Connection connection) throws SQLException {
        try (PreparedStatement objects = connection.prepareStatement("DELETE FROM objects");
                PreparedStatement counts = connection.prepareStatement("DELETE FROM counts")) {
            objects.executeUpdate();
            counts.executeUpdate();
        }
    }

    static void insert(Connection connection, Identity identity) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO objects (number, name, type) VALUES (?, ?, ?)")) {
            insert.setLong(1, identity.number());
            insert.setString(2, identity.name());
            insert.setString(3, identity.type());
            insert.executeUpdate();
        }
    }

    /**
     * Writes changes of different objects. Removed ones go first: another of them may have the name now.
     *
     * @param former how many states of former versions of its deployment are kept of an object
     */
    static void write(Connection connection, Collection<Change> changes, int former) throws SQLException {
        Map<String, Integer> more = new HashMap<>();
        try (Removing removing = new Removing(connection);
                Saving saving = new Saving(connection, former)) {
            for (Change change : changes) {
                if (change.state() == null && removing.remove(change)) {
                    more.merge(change.type(), -1, Integer::sum);
                }
            }
            for (Change change : changes) {
                if (change.state() != null && saving.save(change, change.state())) {
                    more.merge(change.type(), 1, Integer::sum);
                }
            }
        }
        for (Map.Entry<String, Integer> each : more.entrySet()) {
            count(connection, each.getKey(), each.getValue());
        }
    }

    private static void count(Connection connection, String type, int more) throws SQLException {
        if (more != 0 && count(connection, "UPDATE counts SET stored = stored + ? WHERE type = ?", type, more) == 0) {
            count(connection, "INSERT INTO counts (stored, type) VALUES (?, ?)", type, more);
        }
    }

    @CanIgnoreReturnValue
    private static int count(Connection connection, String sql, String type, int more) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, more);
            statement.setString(2, type);
            return statement.executeUpdate();
        }
    }

    /** Deletes objects. */
    private static final class Removing implements AutoCloseable {

        private final PreparedStatement stored;
        private final PreparedStatement any;

        Removing(Connection connection) throws SQLException {
            stored = connection.prepareStatement("DELETE FROM objects WHERE number = ? AND state IS NOT NULL");
            any = connection.prepareStatement("DELETE FROM objects WHERE number = ?");
        }

        /** Whether it had a state. */
        boolean remove(Change change) throws SQLException {
            stored.setLong(1, change.number());
            if (stored.executeUpdate() == 1) {
                return true;
            }
            any.setLong(1, change.number());
            any.executeUpdate();
            return false;
        }

        @Override
        public void close() throws SQLException {
            stored.close();
            any.close();
        }
    }

    /** Writes states. In ordinary operation each takes one statement, as long as no other version wrote the one before. */
    private static final class Saving implements AutoCloseable {

        private static final String UPDATE =
                "UPDATE objects SET state = ?, checksum = ?, type = ?, writer = COALESCE(?, writer) WHERE number = ?";

        private final Connection connection;
        private final int former;
        private final PreparedStatement same;
        private final PreparedStatement unsaved;
        private final PreparedStatement stored;
        private final PreparedStatement fresh;

        Saving(Connection connection, int former) throws SQLException {
            this.connection = connection;
            this.former = former;
            same = connection.prepareStatement(UPDATE + " AND writer = ? AND state IS NOT NULL");
            unsaved = connection.prepareStatement(UPDATE + " AND state IS NULL");
            stored = connection.prepareStatement(UPDATE + " AND state IS NOT NULL");
            fresh = connection.prepareStatement(
                    "INSERT INTO objects (state, checksum, type, writer, number, name) VALUES (?, ?, ?, ?, ?, ?)");
        }

        /** Whether it had none before. */
        boolean save(Change change, byte[] state) throws SQLException {
            if (change.writer() == 0) {
                return set(stored, change, state).executeUpdate() == 0 && saveNew(change, state);
            }
            set(same, change, state).setLong(6, change.writer());
            if (same.executeUpdate() == 1) {
                return false;
            }
            if (set(unsaved, change, state).executeUpdate() == 1) {
                return true;
            }
            if (former > 0) {
                FormerRows.keep(connection, change.number(), former);
            }
            return set(stored, change, state).executeUpdate() == 0 && saveNew(change, state);
        }

        private boolean saveNew(Change change, byte[] state) throws SQLException {
            if (set(unsaved, change, state).executeUpdate() == 0) {
                set(fresh, change, state).setString(6, change.name());
                fresh.executeUpdate();
            }
            return true;
        }

        @CanIgnoreReturnValue
        private static PreparedStatement set(PreparedStatement statement, Change change, byte[] state)
                throws SQLException {
            setState(statement, 1, state);
            statement.setLong(2, checksum(change.number(), change.name(), state));
            statement.setString(3, change.type());
            if (change.writer() == 0) {
                statement.setNull(4, Types.BIGINT);
            } else {
                statement.setLong(4, change.writer());
            }
            statement.setLong(5, change.number());
            return statement;
        }

        @Override
        public void close() throws SQLException {
            same.close();
            unsaved.close();
            stored.close();
            fresh.close();
        }
    }

    private static void setState(PreparedStatement statement, int index, byte[] state) throws SQLException {
        String text = new String(state, StandardCharsets.UTF_8);
        if (text.length() < STREAMED_FROM) {
            statement.setString(index, text);
        } else {
            statement.setCharacterStream(index, new StringReader(text), text.length());
        }
    }

    static long checksum(long number, String name, byte[] state) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        checksum.update(0);
        checksum.update(state);
        return checksum.getValue();
    }
}
