package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Tally;
import dev.hearth.benchmarks.subject.hosted.BenchObject;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The yardstick for the store: the JDK's own RMI server with objects that keep their state in H2, as one would write it by
 * hand: a connection and a prepared statement for each object, one transaction for each call, committed and synced.
 *
 * <p>H2 hands a commit to the operating system with {@code WRITE_DELAY=0}, and only {@code CHECKPOINT SYNC} calls fsync, so
 * both are needed for what survives a loss of power.
 */
public final class TalliesByHand {
    private static final List<Integer> CLIENTS = List.of(1, 8, 32);

    private final int port;
    private final String url;
    private final Registry registry;
    private final List<Remote> exported = new ArrayList<>();

    private TalliesByHand(int port, Path folder) throws RemoteException {
        this.port = port;
        this.url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("tallies") + ";WRITE_DELAY=0";
        this.registry = LocateRegistry.createRegistry(port);
    }

    /** Serves {@code bench} and the objects {@code tally/200/8-0} to {@code 8-7} for 8 clients, and so on; arguments: the port, and the database's folder. */
    public static void main(String[] args) throws Exception {
        TalliesByHand server = new TalliesByHand(Integer.parseInt(args[0]), Path.of(args[1]));
        try (Connection connection = DriverManager.getConnection(server.url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS tallies (id INT PRIMARY KEY, counted BIGINT NOT NULL, rest VARCHAR(2000))");
            int rows = 0;
            for (int clients : CLIENTS) {
                for (int key = 0; key < clients; key++) {
                    statement.execute("MERGE INTO tallies VALUES (" + ++rows + ", 0, '" + ".".repeat(164) + "')");
                    server.bind(
                            "tally/200/" + clients + "-" + key,
                            new Stored(DriverManager.getConnection(server.url), rows));
                }
            }
        }
        server.bind("bench", new BenchObject()); // last: who finds it finds all
        try {
            new CountDownLatch(1).await();
        } finally {
            Reference.reachabilityFence(server.exported);
        }
    }

    private void bind(String name, Remote object) throws RemoteException {
        exported.add(object);
        registry.rebind(name, UnicastRemoteObject.exportObject(object, port));
    }

    /** One row. Thread-safe. */
    private static final class Stored implements Tally {
        private final Connection connection;
        private final PreparedStatement update;
        private final PreparedStatement sync;
        private long counted;

        Stored(Connection connection, int key) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            update = connection.prepareStatement("UPDATE tallies SET counted = ?, rest = ? WHERE id = ?");
            update.setString(2, ".".repeat(164));
            update.setInt(3, key);
            sync = connection.prepareStatement("CHECKPOINT SYNC");
        }

        @Override
        public synchronized long count() throws RemoteException {
            try {
                update.setLong(1, counted + 1);
                update.executeUpdate();
                connection.commit();
                sync.execute();
                return ++counted;
            } catch (SQLException failed) {
                throw new RemoteException("the row could not be written", failed);
            }
        }
    }
}
