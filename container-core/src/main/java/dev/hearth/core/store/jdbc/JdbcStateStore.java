package dev.hearth.core.store.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.zaxxer.hikari.HikariConfig;
import dev.hearth.core.call.ContainerThreads;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.SettledStore;
import dev.hearth.core.store.Settlements;
import dev.hearth.core.store.SnapshotReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * States in a database: H2 in the data folder, or the one of a JDBC URL.
 *
 * <p>{@link #commit} queues and returns. It blocks only while 10,000 entries or 64 MB wait to be written, and 10 s at most;
 * after that the commit is given a position that has failed. A position that has failed is never settled, and
 * {@link #whenSettled} tells why. Callbacks run on one thread of the store's.
 *
 * <p>Under {@code power} a batch is synced before anybody is released; under {@code process} it is handed to the operating
 * system; under {@code relaxed} a commit is settled when it is accepted, and reads wait until it is written. The last two
 * sync once a second.
 *
 * <p>Thread-safe.
 */
public final class JdbcStateStore implements SettledStore {

    private static final int OPEN_SECONDS = 60;
    private static final int FORMER = 3;

    private final DataFolder folder;
    private final Dialect dialect;
    private final Connections connections;
    private final GroupWriter writer;
    private final Readers readers;
    private final Snapshots snapshots;
    private final Settlements settlements;
    private final ExecutorService callbacks;
    private final boolean relaxed;
    private final int former;
    private boolean closed;

    private JdbcStateStore(
            DataFolder folder,
            Connections connections,
            Dialect dialect,
            Transactions transactions,
            Durability durability,
            int former,
            Consumer<Throwable> fatal) {
        this.folder = folder;
        this.former = former;
        this.dialect = dialect;
        this.connections = connections;
        relaxed = durability == Durability.RELAXED;
        callbacks = Executors.newSingleThreadExecutor(task -> ContainerThreads.daemon(task, "hearth-store-settled"));
        settlements = new Settlements(relaxed, callbacks);
        writer = new GroupWriter(transactions, durability, settlements, fatal);
        readers = new Readers(connections);
        snapshots = new Snapshots(connections, dialect);
    }

    /**
     * Opens the store, and makes or updates its tables.
     *
     * @param folder stays open until after {@link #close}
     * @param fatal told once, on a thread of its own, that a sync failed: what is in flight is unknown, the store refuses
     *     everything, and the container has to stop
     * @throws IOException if the database can't be opened or a newer Hearth wrote it
     */
    public static JdbcStateStore open(DataFolder folder, HearthConfig.Store settings, Consumer<Throwable> fatal)
            throws IOException {
        return open(folder, settings, FORMER, fatal);
    }

    /**
     * As the other.
     *
     * @param former how many states of former versions of its deployment are kept of an object
     */
    public static JdbcStateStore open(
            DataFolder folder, HearthConfig.Store settings, int former, Consumer<Throwable> fatal) throws IOException {
        String url = Dialect.url(settings, folder.path());
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        return open(folder, config, Dialect.of(url), settings.durability(), former, fatal);
    }

    /** As the other, on any source of connections. */
    static JdbcStateStore open(
            DataFolder folder, HikariConfig config, Dialect dialect, Durability durability, Consumer<Throwable> fatal)
            throws IOException {
        return open(folder, config, dialect, durability, FORMER, fatal);
    }

    private static JdbcStateStore open(
            DataFolder folder,
            HikariConfig config,
            Dialect dialect,
            Durability durability,
            int former,
            Consumer<Throwable> fatal)
            throws IOException {
        JdbcStateStore store = Waiting.onOwnThread(
                () -> {
                    Connections connections = Connections.open(config, dialect);
                    try {
                        Transactions transactions = new Transactions(connections, dialect, former);
                        return new JdbcStateStore(
                                folder, connections, dialect, transactions, durability, former, fatal);
                    } catch (SQLException unreadable) {
                        connections.close();
                        throw unreadable;
                    }
                },
                "open",
                OPEN_SECONDS);
        store.writer.start();
        return store;
    }

    @Override
    public long reserveNumbers(int count) throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException("a block has at least one number, not " + count);
        }
        if (dialect == Dialect.H2) {
            folder.requireRoom(0);
        }
        return writer.request("reserving numbers", connection -> reserve(connection, count));
    }

    /** The folder's note goes ahead of the database: numbers may be skipped, but not given twice. */
    private long reserve(Connection connection, int count) throws SQLException, IOException {
        long first;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT next FROM numbers")) {
            rows.next();
            first = Math.max(rows.getLong(1), folder.numbersGivenBelow());
        }
        folder.noteNumbersGiven(Math.addExact(first, count));
        try (PreparedStatement update = connection.prepareStatement("UPDATE numbers SET next = ?")) {
            update.setLong(1, first + count);
            update.executeUpdate();
        }
        return first;
    }

    @Override
    public List<Identity> identify(List<Identity> wanted) throws IOException {
        List<Identity> known = known(wanted);
        if (known.size() == wanted.size() && writer.isIdle()) {
            return known; // visible, and nothing is unsynced: durable
        }
        return writer.request("naming " + wanted.size() + " objects", connection -> {
            List<Identity> all = new ArrayList<>(wanted.size());
            for (Identity each : wanted) {
                all.add(presentOrMade(connection, each));
            }
            return all;
        });
    }

    private List<Identity> known(List<Identity> wanted) throws IOException {
        List<Identity> known = new ArrayList<>(wanted.size());
        for (Identity each : wanted) {
            identity(each.name()).ifPresent(known::add);
        }
        return known;
    }

    @CanIgnoreReturnValue
    private static Identity presentOrMade(Connection connection, Identity wanted) throws SQLException {
        Optional<Identity> present = ObjectRows.byName(connection, wanted.name());
        if (present.isEmpty()) {
            ObjectRows.insert(connection, wanted);
        }
        return present.orElse(wanted);
    }

    @Override
    public Optional<Identity> identity(long number) throws IOException {
        return read("looking up object " + number, connection -> ObjectRows.byNumber(connection, number));
    }

    @Override
    public Optional<Identity> identity(String name) throws IOException {
        return read("looking up " + name, connection -> ObjectRows.byName(connection, name));
    }

    /** Rows are seen when they are written, a sync before they are settled. */
    @Override
    public Sighting sight(String name) throws IOException {
        Optional<Identity> seen = identity(name);
        return new Sighting(seen, writer.unsettledUpTo()); // asked afterwards: what was seen is among those
    }

    @Override
    public Optional<byte[]> load(long number) throws IOException {
        return read("loading object " + number, connection -> ObjectRows.state(connection, number));
    }

    @Override
    public List<byte[]> former(long number) throws IOException {
        return read("loading former states of object " + number, connection -> FormerRows.states(connection, number));
    }

    @Override
    public long count(String type) throws IOException {
        return read("counting " + type, connection -> ObjectRows.count(connection, type));
    }

    @Override
    public List<Identity> list(String afterName, int limit) throws IOException {
        return read("listing objects", connection -> ObjectRows.stored(connection, afterName, limit));
    }

    @Override
    public void snapshot(SnapshotReader reader) throws IOException {
        writer.request("settling what comes before a snapshot", connection -> true);
        snapshots.read(reader);
    }

    /** Whether no object was ever named here. */
    public boolean isEmpty() throws IOException {
        return !read("looking for objects", ObjectRows::any);
    }

    /** Deletes all objects; for a store that nobody uses. */
    public void clear() throws IOException {
        writer.request("deleting all objects", connection -> {
            ObjectRows.deleteAll(connection);
            return true;
        });
    }

    private <T> T read(String what, Work<T> work) throws IOException {
        if (relaxed && !writer.isIdle()) {
            writer.request(what, connection -> true); // what counts as settled is not written yet
        }
        return readers.read(what, work);
    }

    @Override
    public long commit(List<Change> changes) {
        return commit(changes, 0);
    }

    @Override
    public long commit(List<Change> changes, long seen) {
        return writer.commit(List.copyOf(changes), seen);
    }

    @Override
    public long settledUpTo() throws IOException {
        return read("reading how far the log is settled", Transactions::settledUpTo);
    }

    @Override
    public void settle(long upTo, List<Identity> named, List<Change> changes) throws IOException {
        folder.requireRoom(new Entry.Commit(changes).weight());
        writer.request("settling commits up to " + upTo, connection -> {
            ObjectRows.write(connection, changes, former);
            for (Identity each : named) {
                presentOrMade(connection, each);
            }
            Transactions.settledUpTo(connection, upTo);
            return true;
        });
    }

    @Override
    public void sync() throws IOException {
        writer.sync();
    }

    @Override
    public boolean settled(long position) {
        return settlements.isSettled(position);
    }

    @Override
    public void whenSettled(long position, Consumer<@Nullable Throwable> callback) {
        settlements.whenSettled(position, callback);
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        snapshots.close();
        try {
            writer.close();
            readers.close();
        } finally {
            callbacks.shutdown();
            Waiting.onOwnThread(
                    () -> {
                        connections.close();
                        return callbacks.awaitTermination(OPEN_SECONDS, TimeUnit.SECONDS);
                    },
                    "close",
                    2 * OPEN_SECONDS);
        }
    }
}
